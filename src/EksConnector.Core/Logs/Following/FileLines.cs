namespace EksConnector.Core.Logs.Following;

/// <summary>Remembers what was read last of the agent's files, on its way to the consumer.</summary>
/// <param name="inner">Gets the bytes.</param>
/// <param name="known">Remembers the lines.</param>
internal sealed class FileLines(LogConsumer inner, LastSecond known) : LogFilter(inner), ILineSink
{
    private readonly LineSplitter _splitter = new();

    /// <inheritdoc/>
    public override void Feed(ReadOnlySpan<byte> block)
    {
        Inner.Feed(block);
        _splitter.Feed(block, this);
    }

    /// <inheritdoc/>
    public override void Break()
    {
        Inner.Break();
        _splitter.Complete(this);
    }

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn) => known.Add(line);
}
