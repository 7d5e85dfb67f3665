using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Status;

/// <summary>Reads what state the connector's pods are in, on one cluster or on many.</summary>
/// <param name="gateway">The way to the clusters.</param>
/// <param name="clock">The caller's clock; the system's where none is given.</param>
public sealed class GetStatusOperation(IKubernetesGateway gateway, TimeProvider? clock = null)
{
    private const string Activity = "Reading the EKS Connector's status";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs it.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A row for each pod, as they come; a failure for each cluster that cannot be asked.</returns>
    public IAsyncEnumerable<OperationEvent<PodStatus>> RunAsync(StatusRequest request, CancellationToken cancellationToken = default) =>
        Operation.RunAsync<PodStatus>((writer, token) => RunAsync(request, writer, token), request.Verbose, cancellationToken);

    private Task RunAsync(StatusRequest request, OperationWriter<PodStatus> writer, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterReference> clusters = ClusterSelection.Select(
            gateway.FindClusters(request.Source, writer), request.Contexts, writer.Fail);
        ClusterSelection.WarnOfTwins(clusters, writer);
        var progress = new FleetProgress(Activity, clusters.Count, _clock, writer.Report);
        return Operation.ForEachClusterAsync(
            clusters,
            request.ThrottleLimit,
            cluster => cluster.Context,
            (cluster, token) => ReadClusterAsync(cluster, request, writer, token),
            progress.OneDone,
            writer,
            cancellationToken);
    }

    private async Task ReadClusterAsync(
        ClusterReference cluster, StatusRequest request, OperationWriter<PodStatus> writer, CancellationToken cancellationToken)
    {
        using IKubernetesClient client = gateway.Connect(cluster, request.Source.RequestTimeout, writer);
        var reader = new ConnectorReader(client, writer, _clock);
        IReadOnlyList<ConnectorSnapshot> found = await reader.ReadAsync(request.Namespace, cancellationToken).ConfigureAwait(false);
        if (request.WaitTimeout is { } timeout)
        {
            found = await new ReadinessWait(client, reader, _clock, writer).UntilReadyAsync(found, timeout, writer, cancellationToken).ConfigureAwait(false);
        }

        foreach (ConnectorSnapshot snapshot in found)
        {
            if (snapshot.StatefulSet?.Spec?.Replicas == 0)
            {
                writer.Warn($"{snapshot.Context}: the StatefulSet '{ConnectorNames.StatefulSet}' in namespace '{snapshot.Namespace}' is scaled to 0 replicas, so the connector does not run. To start it: kubectl scale statefulset {ConnectorNames.StatefulSet} -n {snapshot.Namespace} --replicas=2");
            }

            foreach (PodStatus row in PodRows.Of(await CompleteAsync(reader, snapshot, request, cancellationToken).ConfigureAwait(false)))
            {
                await writer.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static Task<ConnectorSnapshot> CompleteAsync(
        ConnectorReader reader, ConnectorSnapshot snapshot, StatusRequest request, CancellationToken cancellationToken)
    {
        if (request.Detailed)
        {
            return reader.WithDetailAsync(snapshot, cancellationToken);
        }

        return PodRows.NeedsEvents(snapshot) ? reader.WithEventsAsync(snapshot, all: false, cancellationToken) : Task.FromResult(snapshot);
    }
}
