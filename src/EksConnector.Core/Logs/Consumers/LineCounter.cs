namespace EksConnector.Core.Logs.Consumers;

/// <summary>Counts lines and passes them on.</summary>
/// <param name="next">The receiver of the lines.</param>
internal sealed class LineCounter(ILineSink next) : ILineSink
{
    /// <summary>The number of lines.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool isContinued)
    {
        next.Line(line, isContinued);
        Count += isContinued ? 0 : 1;
    }
}
