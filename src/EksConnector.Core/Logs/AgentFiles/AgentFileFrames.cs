using System.Globalization;
using System.Text;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Takes the marks out of what <see cref="AgentFileScript"/> writes, and hands on the files' own bytes.</summary>
/// <param name="inner">Gets the bytes of the files, and is told where a file ends.</param>
/// <param name="word">The word of this run's marks.</param>
/// <param name="position">What was read before; null for nothing.</param>
/// <param name="whenBegun">Told with the first mark whether what comes begins where the log does; null where nobody asks.</param>
/// <param name="whenLost">Told when the first mark names another file than the one that should have been gone on with.</param>
internal sealed class AgentFileFrames(
    LogConsumer inner, string word, AgentFilePosition? position, Action<bool>? whenBegun = null, Action? whenLost = null) : LogFilter(inner)
{
    // The longest mark: two numbers of 20 digits beside the word.
    private const int LongestMark = 128;

    private readonly byte[] _mark = Encoding.ASCII.GetBytes(AgentFileScript.Mark + word + " ");
    private byte[] _held = [];

    /// <summary>How far the files have been read; null before the first mark.</summary>
    public AgentFilePosition? Position { get; private set; } = position;

    /// <summary>Whether what was read begins where the log does; null before the first mark.</summary>
    public bool? FromBeginning { get; private set; }

    /// <inheritdoc/>
    public override void Feed(ReadOnlySpan<byte> block)
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
        if (!bytes.IsEmpty)
        {
            Inner.Feed(bytes);
            Position = Position is null ? null : Position with { Offset = Position.Offset + bytes.Length };
        }
    }

    private void Begin(string text)
    {
        string[] fields = text.Split(' ');
        if (fields.Length < 2 || !long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out long offset))
        {
            throw new FormatException("A mark of the agent's log files cannot be read.");
        }

        var begun = new AgentFilePosition(fields[0], offset);
        if (begun != Position)
        {
            if (FromBeginning is null && Position is not null)
            {
                whenLost?.Invoke();
            }

            Inner.Break();
        }

        Position = begun;
        if (FromBeginning is null)
        {
            FromBeginning = fields is [_, _, "b", ..];
            whenBegun?.Invoke(FromBeginning.Value);
        }
    }
}
