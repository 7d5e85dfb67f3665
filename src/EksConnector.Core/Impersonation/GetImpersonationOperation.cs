using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>Lists the users that the connector can impersonate and what each of them can read, no matter which objects grant it.</summary>
/// <param name="gateway">The gateway to the clusters.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
public sealed class GetImpersonationOperation(IKubernetesGateway gateway, TimeProvider? clock = null)
{
    private const string Activity = "Reading the EKS Connector impersonation grants";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs the operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A row for each user, grouped by cluster; a failure for each cluster that cannot be queried.</returns>
    public IAsyncEnumerable<OperationEvent<ImpersonatedUser>> RunAsync(ImpersonationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ImpersonatedUser>((writer, token) => RunAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    private async Task RunAsync(ImpersonationRequest request, OperationWriter<ImpersonatedUser> writer, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterReference> known = await gateway.FindClustersAsync(request.Source, writer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SelectedCluster> clusters = ClusterSelection.Select(known, request.Targets, writer.Fail);
        ClusterSelection.WarnAboutDuplicates(clusters, writer);
        using var progress = new FleetProgress(Activity, clusters.Count, _clock, writer.Report);
        PrincipalFilter filter = new(request.Principals);
        await Operation.ForEachClusterAsync(
            clusters,
            request.ThrottleLimit,
            chosen => chosen.Cluster.Context,
            (chosen, token) => progress.TrackAsync(chosen.Cluster.Context, _ => ReadClusterAsync(chosen, request, filter, writer, token)),
            progress.CompleteItem,
            request.KeepsOrder,
            writer,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadClusterAsync(
        SelectedCluster chosen, ImpersonationRequest request, PrincipalFilter filter, OperationWriter<ImpersonatedUser> writer, CancellationToken cancellationToken)
    {
        using IKubernetesClient client = await gateway.ConnectAsync(
            chosen.Cluster, request.Source.RequestTimeout, writer, cancellationToken).ConfigureAwait(false);
        var finder = new ConnectorAccountFinder(client, writer);
        Task<IReadOnlyList<ConnectorAccount>> finding = finder.FindAsync(chosen.Namespace, cancellationToken);
        Task<RbacSnapshot> reading = new RbacReader(client, writer).ReadAsync(cancellationToken);

        // Without a namespace, the first search has already found all connectors.
        Task<IReadOnlyList<string>> elsewhere =
            chosen.Namespace is null ? Task.FromResult<IReadOnlyList<string>>([]) : finder.FindNamespacesAsync(cancellationToken);
        await Task.WhenAll(finding, reading, elsewhere).ConfigureAwait(false);
        IReadOnlyList<ConnectorAccount> accounts = await finding.ConfigureAwait(false);
        if (accounts.Count == 0)
        {
            throw await finder.NotInstalledAsync(chosen.Namespace, cancellationToken).ConfigureAwait(false);
        }

        var rules = new RbacRules(await reading.ConfigureAwait(false));
        IReadOnlyList<string> namespaces = [.. accounts.Select(account => account.Namespace).Union(await elsewhere.ConfigureAwait(false), StringComparer.Ordinal)];
        foreach (ConnectorAccount account in accounts)
        {
            foreach (ImpersonatedUser row in ImpersonationRows.Of(client.Cluster.Context, account, namespaces, rules).Where(filter.Matches))
            {
                await writer.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
