namespace EksConnector.Core.Logs.Following;

/// <summary>Lets through the lines of the agent's standard output that were in none of its files, as far as those were read.</summary>
/// <param name="inner">Gets the lines.</param>
/// <param name="known">Knows the lines of the files.</param>
/// <param name="keepsTimestamps">Whether the consumer wants the API's timestamps before the lines.</param>
internal sealed class UnknownLines(LogConsumer inner, LastSecond known, bool keepsTimestamps) : LogFilter(inner), ILineSink
{
    private static readonly byte[] s_newLine = [(byte)'\n'];
    private readonly LineSplitter _splitter = new();
    private bool _isMiddle;
    private bool _passes;

    /// <inheritdoc/>
    public override void Feed(ReadOnlySpan<byte> block) => _splitter.Feed(block, this);

    /// <summary>Says that the log has ended, so that what is left is a line.</summary>
    public void End() => _splitter.Complete(this);

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn)
    {
        ReadOnlySpan<byte> text = _isMiddle ? line : line[(line.IndexOf((byte)' ') + 1)..];
        _passes = _isMiddle ? _passes : !known.Knows(text);
        _isMiddle = goesOn;
        if (_passes)
        {
            Inner.Feed(keepsTimestamps ? line : text);
            if (!goesOn)
            {
                Inner.Feed(s_newLine);
            }
        }
    }
}
