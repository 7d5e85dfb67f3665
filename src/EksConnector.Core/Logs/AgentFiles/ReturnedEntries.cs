using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>
/// Keeps track of the agent's entries that were returned, to avoid duplicates from several locations: an error is in the main log and in
/// <c>errors.log</c>, and entries of the core are also on standard output. A repeated entry in one location is a separate entry.
/// </summary>
internal sealed class ReturnedEntries
{
    // The copies of an entry are read shortly after one another.
    private const int MaxKeys = 50_000;

    // Most entries are shorter; a longer one uses a pooled buffer.
    private const int ShortLength = 512;

    private readonly Dictionary<Key, Counts> _counts = [];
    private readonly Queue<Key> _oldest = new();

    /// <summary>Adds the next entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="place">The location of the entry.</param>
    /// <returns>Whether the entry has not been returned yet.</returns>
    public bool IsNew(LogEntry entry, AgentLogLocation place)
    {
        var key = new Key(entry.Ticks / TimeSpan.TicksPerSecond, entry.Severity, entry.Source.Length, TextOf(entry.Source, entry.Message));
        if (!_counts.TryGetValue(key, out Counts counts))
        {
            if (_oldest.Count == MaxKeys)
            {
                _counts.Remove(_oldest.Dequeue());
            }

            _oldest.Enqueue(key);
        }

        Counts now = counts.With(place);
        bool isNew = now.Of(place) > counts.Given;
        _counts[key] = isNew ? now with { Given = counts.Given + 1 } : now;
        return isNew;
    }

    // A cryptographic digest, so that no entry is mistaken for another one without storing the entries, which can be large.
    private static UInt128 TextOf(string source, string message)
    {
        int length = source.Length + message.Length;
        char[]? rented = length > ShortLength ? ArrayPool<char>.Shared.Rent(length) : null;
        Span<char> text = rented is null ? stackalloc char[ShortLength] : rented;
        try
        {
            source.CopyTo(text);
            message.CopyTo(text[source.Length..]);
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(text[..length]), digest);
            return MemoryMarshal.Read<UInt128>(digest);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(long Second, LogLevel Level, int SourceLength, UInt128 Text);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Counts(int Given, int Log, int Errors, int Console)
    {
        public int Of(AgentLogLocation place) => place switch
        {
            AgentLogLocation.Log => Log,
            AgentLogLocation.Errors => Errors,
            _ => Console,
        };

        public Counts With(AgentLogLocation place) => place switch
        {
            AgentLogLocation.Log => this with { Log = Log + 1 },
            AgentLogLocation.Errors => this with { Errors = Errors + 1 },
            _ => this with { Console = Console + 1 },
        };
    }
}
