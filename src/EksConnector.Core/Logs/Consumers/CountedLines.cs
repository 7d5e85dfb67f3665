namespace EksConnector.Core.Logs.Consumers;

/// <summary>Counts lines on their way.</summary>
/// <param name="next">Who gets the lines.</param>
internal sealed class CountedLines(ILineSink next) : ILineSink
{
    /// <summary>How many lines there were.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn)
    {
        next.Line(line, goesOn);
        Count += goesOn ? 0 : 1;
    }
}
