using System.Globalization;
using System.Text;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Takes the marks out of what <see cref="AgentFileScript"/> writes, and says of which file the bytes between them are.</summary>
/// <param name="files">Gets the bytes of the files.</param>
/// <param name="word">The word of this run's marks.</param>
internal sealed class AgentFileFrames(IAgentFiles files, string word) : IByteSink
{
    // The longest mark: two numbers of 20 digits and a name beside the word.
    private const int LongestMark = 192;

    private readonly byte[] _mark = Encoding.ASCII.GetBytes(AgentFileScript.Mark + word);
    private byte[] _held = [];

    /// <summary>Whether there was a mark.</summary>
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
                Give(block[..cut]);
                _held = block[cut..].ToArray();
                return;
            }

            Give(block[..at]);
            block = block[at..];
            int end = block.IndexOf((byte)'\n');
            if (end < 0 && block.Length < LongestMark)
            {
                _held = block.ToArray();
                return;
            }

            if (end is < 0 or > LongestMark)
            {
                throw new FormatException("A mark of the agent's log files has no end.");
            }

            Begin(Encoding.ASCII.GetString(block[_mark.Length..end]));
            block = block[(end + 1)..];
        }
    }

    /// <inheritdoc/>
    public void Settle()
    {
        // The end of a turn says more than silence.
    }

    /// <inheritdoc/>
    public IReadOnlyList<object> Take() => files.Take();

    /// <summary>Says that this run of the script has ended, and with it the files as they are now.</summary>
    public void End()
    {
        // It was not the beginning of a mark.
        Give(_held);
        _held = [];
    }

    // The whole block, less an end that could be the first bytes of a mark.
    private int PossibleMark(ReadOnlySpan<byte> block)
    {
        int from = Math.Max(0, block.Length - _mark.Length);
        int separator = block[from..].LastIndexOf(_mark[0]);
        return separator >= 0 && _mark.AsSpan().StartsWith(block[(from + separator)..]) ? from + separator : block.Length;
    }

    private void Give(ReadOnlySpan<byte> bytes)
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
                files.EndTurn();
                break;
            case ["", var inode, "-"]:
                files.Gone(inode);
                break;
            case ["", var inode, var number, .. var name] when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long offset):
                files.Begin(new AgentFilePosition(inode, offset), name.Length > 0 ? name[0] : string.Empty);
                break;
            default:
                throw new FormatException("A mark of the agent's log files cannot be read.");
        }
    }
}
