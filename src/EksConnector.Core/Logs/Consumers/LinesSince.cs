namespace EksConnector.Core.Logs.Consumers;

/// <summary>Lets pass the first of the agent's lines that was written at a time or later, and all that comes after it.</summary>
/// <param name="next">Who gets the lines.</param>
/// <param name="since">The time, in UTC.</param>
internal sealed class LinesSince(ILineSink next, DateTime since) : ILineSink
{
    private bool _passes;

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool goesOn)
    {
        _passes = _passes || (LogTime.TryReadDateAndTime(line, (byte)' ', out long ticks) && ticks >= since.Ticks);
        if (_passes)
        {
            next.Line(line, goesOn);
        }
    }
}
