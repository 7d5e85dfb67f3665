using System.Globalization;
using System.Text;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Parses the output of <see cref="AgentFileScript"/>: removes the marks and assigns the bytes between them to files.</summary>
/// <param name="files">The receiver of the bytes of the files.</param>
/// <param name="word">The random word in the marks of this run.</param>
internal sealed class AgentFileFrames(IAgentFiles files, string word) : IByteSink
{
    // The longest mark: the word, two numbers of 20 digits and a name.
    private const int MaxMarkLength = 192;

    private readonly byte[] _mark = Encoding.ASCII.GetBytes(AgentFileScript.Mark + word);
    private byte[] _held = [];

    /// <summary>Whether a mark was found.</summary>
    public bool HasBegun { get; private set; }

    /// <inheritdoc/>
    public bool IsFull => files.IsFull;

    /// <inheritdoc/>
    public void Feed(ReadOnlySpan<byte> block)
    {
        if (_held.Length > 0)
        {
            byte[] joined = [.. _held, .. block];
            _held = [];
            block = joined;
        }

        while (!block.IsEmpty)
        {
            int at = block.IndexOf(_mark);
            if (at < 0)
            {
                int cut = PossibleMark(block);
                Emit(block[..cut]);
                _held = block[cut..].ToArray();
                return;
            }

            Emit(block[..at]);
            block = block[at..];
            int end = block.IndexOf((byte)'\n');
            if (end < 0 && block.Length < MaxMarkLength)
            {
                _held = block.ToArray();
                return;
            }

            if (end is < 0 or > MaxMarkLength)
            {
                throw new FormatException("A mark of the agent's log files has no end.");
            }

            Begin(Encoding.ASCII.GetString(block[_mark.Length..end]));
            block = block[(end + 1)..];
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        // The end of a pass already shows that there is no more data.
    }

    /// <inheritdoc/>
    public IReadOnlyList<object> Take() => files.Take();

    /// <summary>Completes this run of the script.</summary>
    public void End()
    {
        // The held bytes were not the beginning of a mark.
        Emit(_held);
        _held = [];
    }

    // Returns the length of the block without trailing bytes that could be the beginning of a mark.
    private int PossibleMark(ReadOnlySpan<byte> block)
    {
        int from = Math.Max(0, block.Length - _mark.Length);
        int separator = block[from..].LastIndexOf(_mark[0]);
        return separator >= 0 && _mark.AsSpan().StartsWith(block[(from + separator)..]) ? from + separator : block.Length;
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty && HasBegun)
        {
            files.Bytes(bytes);
        }
    }

    private void Begin(string text)
    {
        HasBegun = true;
        switch (text.Split(' '))
        {
            case [""]:
                files.CompletePass();
                break;
            case ["", var inode, "-"]:
                files.Deleted(inode);
                break;
            case ["", var inode, var number, .. var name] when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long offset):
                files.Begin(new AgentFilePosition(inode, offset), name.Length > 0 ? name[0] : string.Empty);
                break;
            default:
                throw new FormatException("A mark of the agent's log files cannot be read.");
        }
    }
}
