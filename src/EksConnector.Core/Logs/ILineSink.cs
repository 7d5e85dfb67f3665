namespace EksConnector.Core.Logs;

/// <summary>Receives the lines of a log in order.</summary>
internal interface ILineSink
{
    /// <summary>Receives a line, or a piece of a line that is too long.</summary>
    /// <param name="line">The line without its line feed but with a carriage return, if any. It is valid only during the call.</param>
    /// <param name="isContinued">Whether the line continues in the next call.</param>
    void Line(ReadOnlySpan<byte> line, bool isContinued);
}
