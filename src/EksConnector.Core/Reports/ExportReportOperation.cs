using EksConnector.Core.Operations;

namespace EksConnector.Core.Reports;

/// <summary>Writes a report of diagnoses into a file. No cluster is queried.</summary>
/// <param name="clock">The clock; null for the system clock.</param>
internal sealed class ExportReportOperation(TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Writes the report.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation, which then leaves no file.</param>
    /// <returns>The file.</returns>
    public IAsyncEnumerable<OperationEvent<FileInfo>> RunAsync(ReportRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<FileInfo>((writer, token) => RunAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    private async Task RunAsync(ReportRequest request, OperationWriter<FileInfo> writer, CancellationToken cancellationToken)
    {
        request.Destination.Check();
        request.Destination.Write(stream =>
        {
            if (request.AsJUnit)
            {
                JUnitReport.Write(stream, request.Diagnoses, cancellationToken);
            }
            else
            {
                stream.Write(HtmlReport.ToUtf8(request.Diagnoses, _clock.GetUtcNow(), cancellationToken));
            }
        });
        await writer.WriteAsync(new FileInfo(request.Destination.Path), cancellationToken).ConfigureAwait(false);
    }
}
