using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Fleets;

/// <summary>Runs work concurrently on the clusters of a request.</summary>
/// <param name="gateway">The gateway to the clusters.</param>
/// <param name="clock">The time provider.</param>
internal sealed class Fleet(IKubernetesGateway gateway, TimeProvider clock)
{
    /// <summary>Runs the work for each cluster. The failure of a cluster is reported with its context and does not affect the others.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="request">The request with the clusters.</param>
    /// <param name="activity">The activity for the progress bar; null for work without an end, which has no progress bar.</param>
    /// <param name="work">The work for one cluster.</param>
    /// <param name="writer">The writer for failures, warnings and progress.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes after the last cluster.</returns>
    public async Task RunAsync<T>(
        FleetRequest request,
        string? activity,
        Func<FleetMember, CancellationToken, Task> work,
        OperationWriter<T> writer,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterReference> known = await gateway.FindClustersAsync(request.Source, writer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SelectedCluster> clusters = ClusterSelection.Select(known, request.Targets, writer.Fail);
        ClusterSelection.WarnAboutDuplicates(clusters, writer);
        using FleetProgress? progress = activity is null ? null : new FleetProgress(activity, clusters.Count, clock, writer.Report);
        await Operation.ForEachClusterAsync(
            clusters,
            request.ThrottleLimit,
            chosen => chosen.Cluster.Context,
            (chosen, token) => progress is null
                ? WorkAsync(chosen, null, token)
                : progress.TrackAsync(chosen.Cluster.Context, fleetWork => WorkAsync(chosen, fleetWork, token)),
            () => progress?.CompleteItem(),
            request.KeepsOrder,
            writer,
            cancellationToken).ConfigureAwait(false);

        async Task WorkAsync(SelectedCluster chosen, FleetWork? fleetWork, CancellationToken token)
        {
            using IKubernetesClient client = await gateway.ConnectAsync(
                chosen.Cluster, request.Source.RequestTimeout, writer, token).ConfigureAwait(false);
            await work(new FleetMember(client, chosen.Namespace, IsOnlyCluster: clusters.Count == 1, fleetWork), token).ConfigureAwait(false);
        }
    }
}
