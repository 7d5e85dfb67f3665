namespace EksConnector.Core.Logs.Following;

/// <summary>Passes on the lines after the position of the cursor. An incomplete line is held back.</summary>
/// <param name="inner">The receiver of the new lines.</param>
/// <param name="cursor">The position up to which the log has been read.</param>
/// <param name="keepsTimestamps">Whether the timestamps of the log API are kept.</param>
internal sealed class CursorLines(LogConsumer inner, LogCursor cursor, bool keepsTimestamps) : LogFilter(inner), ILineSink
{
    private static readonly byte[] s_newLine = [(byte)'\n'];
    private readonly LineSplitter _splitter = new();
    private readonly PieceTimestamps _times = new();
    private bool _isMiddle;
    private bool _passes;

    /// <summary>Whether the lines are read only to advance the cursor.</summary>
    public bool IsUnwanted { get; init; }

    /// <inheritdoc/>
    public override void Feed(ReadOnlySpan<byte> block) => _splitter.Feed(block, this);

    /// <summary>Completes the log, including an incomplete last line.</summary>
    public void End() => _splitter.Complete(this);

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool isContinued)
    {
        // All pieces of a line are handled like the first piece.
        bool isFirst = !_isMiddle;
        _passes = isFirst ? cursor.Passes(line) : _passes;
        _isMiddle = isContinued;
        if (_passes && !IsUnwanted)
        {
            line = isFirst ? _times.Without(line) : line;
            Inner.Feed(keepsTimestamps || !isFirst ? line : line[(line.IndexOf((byte)' ') + 1)..]);
            if (!isContinued)
            {
                Inner.Feed(s_newLine);
            }
        }
    }
}
