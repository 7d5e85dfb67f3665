namespace EksConnector.Core.Logs;

/// <summary>Takes the lines of a log, in their order.</summary>
internal interface ILineSink
{
    /// <summary>Takes a line, or a piece of a line that is too long to be kept whole.</summary>
    /// <param name="line">The line without its line feed; a carriage return is still there. Valid during the call only.</param>
    /// <param name="goesOn">Whether the next call brings more of the same line.</param>
    void Line(ReadOnlySpan<byte> line, bool goesOn);
}
