namespace EksConnector.Core.Logs.Following;

/// <summary>Lets through the lines that the cursor does not know yet. A line that is not whole is held back.</summary>
/// <param name="inner">Gets the new lines.</param>
/// <param name="cursor">How far the log has been read.</param>
/// <param name="keepsTimestamps">Whether the consumer wants the API's timestamps before the lines.</param>
internal sealed class CursorLines(LogConsumer inner, LogCursor cursor, bool keepsTimestamps) : LogFilter(inner), ILineSink
{
    private static readonly byte[] s_newLine = [(byte)'\n'];
    private readonly LineSplitter _splitter = new();
    private readonly PieceTimes _times = new();
    private bool _isMiddle;
    private bool _passes;

    /// <summary>Whether the lines are read to be known, and nobody wants them.</summary>
    public bool IsUnwanted { get; init; }

    /// <inheritdoc/>
    public override void Feed(ReadOnlySpan<byte> block) => _splitter.Feed(block, this);

    /// <summary>Says that the log has ended, so that what is left is a line.</summary>
    public void End() => _splitter.Complete(this);

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn)
    {
        // The pieces of a line go the way of the first of them.
        bool isFirst = !_isMiddle;
        _passes = isFirst ? cursor.Passes(line) : _passes;
        _isMiddle = goesOn;
        if (_passes && !IsUnwanted)
        {
            line = isFirst ? _times.Without(line) : line;
            Inner.Feed(keepsTimestamps || !isFirst ? line : line[(line.IndexOf((byte)' ') + 1)..]);
            if (!goesOn)
            {
                Inner.Feed(s_newLine);
            }
        }
    }
}
