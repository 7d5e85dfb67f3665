using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using EksConnector.Core.Aws;
using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Diagnosis;

/// <summary>
/// Writes the data of connectors to a file that can be shared: properties of Secrets but never their values, the ends of the logs with
/// masked secrets, and the data that could not be read.
/// </summary>
/// <param name="kubernetes">The gateway to the clusters.</param>
/// <param name="aws">Creates the gateway to AWS; called only if AWS is queried.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
internal sealed class ExportDiagnosticOperation(IKubernetesGateway kubernetes, Func<IAwsGateway> aws, TimeProvider? clock = null)
{
    private const string Activity = "Exporting EKS Connector diagnostics";

    // Longer entries do not contain more useful information.
    private const int MaxEntryLength = 16 * 1024;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs the operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation; in that case, no file is created.</param>
    /// <returns>The file, and a failure for each cluster that could not be queried.</returns>
    public IAsyncEnumerable<OperationEvent<FileInfo>> RunAsync(ExportRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<FileInfo>((writer, token) => RunAsync(request, writer, token), request.Diagnosis.Verbose, cancellationToken);
    }

    private async Task RunAsync(ExportRequest request, OperationWriter<FileInfo> writer, CancellationToken cancellationToken)
    {
        var destination = new DestinationFile(request.DestinationPath, request.Force);
        destination.Check();
        var found = new ConcurrentBag<(DiagnosisSnapshot Snapshot, IReadOnlyDictionary<string, string> Logs)>();
        var reader = new DiagnosisReader(aws, request.Diagnosis, writer, _clock);
        await new Fleet(kubernetes, _clock).RunAsync(
            request.Diagnosis,
            Activity,
            async (member, token) =>
            {
                foreach (DiagnosisSnapshot snapshot in await reader.ReadAsync(member, token).ConfigureAwait(false))
                {
                    found.Add((snapshot, snapshot.IsInstalled ? await ReadLogsAsync(snapshot, request, writer, token).ConfigureAwait(false) : new Dictionary<string, string>()));
                }
            },
            writer,
            cancellationToken).ConfigureAwait(false);
        if (!found.IsEmpty)
        {
            // The connectors are sorted by name, regardless of the order of completion.
            destination.Write(stream => Save(
                stream, [.. found.OrderBy(each => each.Snapshot.Cluster!.Context, StringComparer.Ordinal).ThenBy(each => each.Snapshot.Cluster!.Namespace, StringComparer.Ordinal)]));
            await writer.WriteAsync(new FileInfo(request.DestinationPath), cancellationToken).ConfigureAwait(false);
            var awsFailures = new AwsFailures<FileInfo>(request.Diagnosis, writer);
            foreach (DiagnosisSnapshot snapshot in found.Select(each => each.Snapshot))
            {
                awsFailures.Report(snapshot);
            }
        }
    }

    private void Save(Stream stream, IReadOnlyList<(DiagnosisSnapshot Snapshot, IReadOnlyDictionary<string, string> Logs)> found)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var bundle = new BundleWriter(archive, _clock);
        foreach ((DiagnosisSnapshot snapshot, IReadOnlyDictionary<string, string> logs) in found)
        {
            bundle.Add(snapshot, logs);
        }

        bundle.Complete();
    }

    // Reads the current instances, and the previous instances of containers that crash. The findings report logs that cannot be read.
    private async Task<IReadOnlyDictionary<string, string>> ReadLogsAsync(
        DiagnosisSnapshot snapshot, ExportRequest request, OperationWriter<FileInfo> writer, CancellationToken cancellationToken)
    {
        var logs = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        foreach (bool previous in (bool[])[false, true])
        {
            var wanted = new LogRequest
            {
                Source = request.Diagnosis.Source,
                Targets = [new ClusterTarget(request.Diagnosis.Source.Server is null ? snapshot.Cluster!.Context : null, snapshot.Cluster!.Namespace)],
                Tail = request.LogTail,
                Previous = previous,
            };
            await foreach (OperationEvent<object> item in new GetLogOperation(kubernetes, _clock).RunAsync(wanted, cancellationToken).ConfigureAwait(false))
            {
                switch (item)
                {
                    case ItemEvent<object> { Item: LogEntry entry }:
                        Add(logs, entry);
                        break;
                    case BatchEvent<object> batch:
                        foreach (LogEntry entry in batch.Items.OfType<LogEntry>())
                        {
                            Add(logs, entry);
                        }

                        break;
                    case MessageEvent<object> message:
                        writer.Trace(message.Text);
                        break;
                    case FailureEvent<object> failure:
                        writer.Trace(failure.Exception.Message);
                        break;
                }
            }
        }

        return logs.ToDictionary(log => log.Key, log => log.Value.ToString(), StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, StringBuilder> logs, LogEntry entry)
    {
        string name = BundleNames.Log(entry.Pod, entry.Container, entry.IsFromPreviousContainer);
        if (!logs.TryGetValue(name, out StringBuilder? log))
        {
            logs.Add(name, log = new StringBuilder());
        }

        log.Append(ShortText.Of(entry.Raw, MaxEntryLength)).Append('\n');
    }
}
