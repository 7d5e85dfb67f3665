namespace EksConnector.Core.Logs.Consumers;

/// <summary>Counts lines and passes them on.</summary>
/// <param name="next">The receiver of the lines.</param>
internal sealed class CountedLines(ILineSink next) : ILineSink
{
    /// <summary>The number of lines.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn)
    {
        next.Line(line, goesOn);
        Count += goesOn ? 0 : 1;
    }
}
