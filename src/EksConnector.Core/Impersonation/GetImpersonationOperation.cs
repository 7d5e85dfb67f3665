using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>Lists who may be impersonated by the connector, and what each of them may read, from whichever objects grant it.</summary>
/// <param name="gateway">The way to the clusters.</param>
/// <param name="clock">The caller's clock; the system's where none is given.</param>
public sealed class GetImpersonationOperation(IKubernetesGateway gateway, TimeProvider? clock = null)
{
    private const string Activity = "Reading the impersonation of the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Runs it.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A row for each user, cluster by cluster; a failure for each cluster that cannot be asked.</returns>
    public IAsyncEnumerable<OperationEvent<ImpersonatedUser>> RunAsync(ImpersonationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ImpersonatedUser>((writer, token) => RunAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    private async Task RunAsync(ImpersonationRequest request, OperationWriter<ImpersonatedUser> writer, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterReference> known = await gateway.FindClustersAsync(request.Source, writer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ChosenCluster> clusters = ClusterSelection.Select(known, request.Targets, writer.Fail);
        ClusterSelection.WarnOfTwins(clusters, writer);
        using var progress = new FleetProgress(Activity, clusters.Count, _clock, writer.Report);
        PrincipalFilter filter = new(request.Principals);
        await Operation.ForEachClusterAsync(
            clusters,
            request.ThrottleLimit,
            chosen => chosen.Cluster.Context,
            (chosen, token) => progress.NameAsync(chosen.Cluster.Context, _ => ReadClusterAsync(chosen, request, filter, writer, token)),
            progress.OneDone,
            request.KeepsOrder,
            writer,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadClusterAsync(
        ChosenCluster chosen, ImpersonationRequest request, PrincipalFilter filter, OperationWriter<ImpersonatedUser> writer, CancellationToken cancellationToken)
    {
        using IKubernetesClient client = await gateway.ConnectAsync(
            chosen.Cluster, request.Source.RequestTimeout, writer, cancellationToken).ConfigureAwait(false);
        var finder = new ConnectorAccountFinder(client, writer);
        Task<IReadOnlyList<ConnectorAccount>> finding = finder.FindAsync(chosen.Namespace, cancellationToken);
        Task<RbacSnapshot> reading = new RbacReader(client, writer).ReadAsync(cancellationToken);

        // Without a namespace all of them have been found.
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
            foreach (ImpersonatedUser row in ImpersonationRows.Of(client.Cluster.Context, account, namespaces, rules).Where(filter.Takes))
            {
                await writer.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
