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
/// Writes what was read of connectors into a file that can be sent to somebody: facts of Secrets and never their values, the ends of
/// the logs with secrets masked, and what could not be read.
/// </summary>
/// <param name="kubernetes">The way to the clusters.</param>
/// <param name="aws">Gives the way to AWS; asked only where AWS is.</param>
/// <param name="clock">The caller's clock; the system's where none is given.</param>
internal sealed class ExportDiagnosticOperation(IKubernetesGateway kubernetes, Func<IAwsGateway> aws, TimeProvider? clock = null)
{
    private const string Activity = "Exporting EKS Connector diagnostics";

    // An entry with its lines that is longer tells nothing more.
    private const int LongestEntry = 16 * 1024;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs it.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Cancels it; then no file is left.</param>
    /// <returns>The file, and a failure for each cluster that could not be asked.</returns>
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
            // In the order of their names, whichever answered first.
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

    // The present runs, and those before where a container crashes. What cannot be read is told by the findings.
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

        log.Append(ShortText.Of(entry.Raw, LongestEntry)).Append('\n');
    }
}
