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
    // The copies of an entry have the same time and are read shortly after one another. Few keys stay in the cache of the processor.
    private const int MaxKeys = 50_000;
    private const long MaxSeconds = 300;

    // Most entries are shorter; a longer one uses a pooled buffer.
    private const int ShortLength = 512;

    private readonly Dictionary<Key, Counts> _counts = [];
    private readonly Queue<Key> _oldest = new();

    // The second of the newest entry of each location.
    private readonly long[] _newest = [long.MinValue, long.MinValue, long.MinValue];

    /// <summary>Returns whether the next entry has no copy in another location, so that it need not be added.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="place">The location of the entry.</param>
    /// <param name="nextOfOthers">The time of the next entry of the other sources, in seconds; null if no entry follows there.</param>
    /// <returns>Whether no other location has an entry of these minutes.</returns>
    public bool HasNoCopy(LogEntry entry, AgentLogLocation place, long? nextOfOthers)
    {
        // Most entries of a long log are in one location only, and a digest is most of the work for an entry.
        long second = entry.Ticks / TimeSpan.TicksPerSecond;
        _newest[(int)place] = Math.Max(_newest[(int)place], second);
        return second != 0
            && !(nextOfOthers <= second + MaxSeconds)
            && IsOlder(AgentLogLocation.Log)
            && IsOlder(AgentLogLocation.Errors)
            && IsOlder(AgentLogLocation.Console);

        bool IsOlder(AgentLogLocation other) => other == place || _newest[(int)other] < second - MaxSeconds;
    }

    /// <summary>Adds the next entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="place">The location of the entry.</param>
    /// <returns>Whether the entry has not been returned yet.</returns>
    public bool IsNew(LogEntry entry, AgentLogLocation place)
    {
        ReadOnlySpan<byte> source = entry.SourceBytes;
        ReadOnlySpan<byte> message = entry.MessageBytes;
        var key = new Key(entry.Ticks / TimeSpan.TicksPerSecond, entry.Severity, source.Length, message.Length, DigestOf(source, message));
        RemoveOldest(key.Second);
        ref Counts counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out bool isKnown);
        if (!isKnown)
        {
            _oldest.Enqueue(key);
        }

        counts = counts.With(place);
        if (counts.Of(place) <= counts.Given)
        {
            return false;
        }

        counts = counts with { Given = counts.Given + 1 };
        return true;
    }

    // An entry without a time has the second 0.
    private void RemoveOldest(long second)
    {
        while (_oldest.TryPeek(out Key oldest) && (_oldest.Count >= MaxKeys || (oldest.Second != 0 && oldest.Second < second - MaxSeconds)))
        {
            _oldest.Dequeue();
            _counts.Remove(oldest);
        }
    }

    // A cryptographic digest, so that no entry is mistaken for another one without storing the entries, which can be large.
    private static UInt128 DigestOf(ReadOnlySpan<byte> source, ReadOnlySpan<byte> message)
    {
        int length = source.Length + message.Length;
        byte[]? rented = length > ShortLength ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> bytes = rented is null ? stackalloc byte[ShortLength] : rented;
        try
        {
            source.CopyTo(bytes);
            message.CopyTo(bytes[source.Length..]);
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes[..length], digest);
            return MemoryMarshal.Read<UInt128>(digest);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(long Second, LogLevel Level, int SourceLength, int MessageLength, UInt128 Text)
    {
        // The digest is distributed evenly.
        public override int GetHashCode() => unchecked((int)(ulong)Text);
    }

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
