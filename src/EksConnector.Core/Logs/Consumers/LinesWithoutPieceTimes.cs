namespace EksConnector.Core.Logs.Consumers;

/// <summary>Removes the timestamps that the log API adds in the middle of long lines.</summary>
/// <param name="next">The receiver of the lines.</param>
internal sealed class LinesWithoutPieceTimes(ILineSink next) : ILineSink
{
    private readonly PieceTimestamps _times = new();

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool isContinued) => next.Line(_times.Without(line), isContinued);
}
