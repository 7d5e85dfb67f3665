namespace EksConnector.Core.Logs.Consumers;

/// <summary>Takes the times out of the middle of the log API's long lines.</summary>
/// <param name="next">Who gets the lines.</param>
internal sealed class LinesWithoutPieceTimes(ILineSink next) : ILineSink
{
    private readonly PieceTimes _times = new();

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn) => next.Line(_times.Without(line), goesOn);
}
