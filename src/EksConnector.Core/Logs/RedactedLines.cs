using EksConnector.Core.Security;

namespace EksConnector.Core.Logs;

/// <summary>Masks the secrets in the lines of a log and passes the lines on.</summary>
/// <param name="next">The receiver of the lines.</param>
/// <param name="cancellationToken">A token that cancels the processing of a line.</param>
internal sealed class RedactedLines(ILineSink next, CancellationToken cancellationToken = default) : ILineSink
{
    private readonly LineRedactor _redactor = new(cancellationToken);

    /// <inheritdoc/>
    public void Line(ReadOnlySpan<byte> line, bool isContinued) => next.Line(_redactor.Redact(line, isContinued), isContinued);
}
