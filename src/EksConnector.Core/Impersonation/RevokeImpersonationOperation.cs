using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Takes back what the module granted to IAM principals. First <see cref="PlanAsync"/>, which reads; then
/// <see cref="ApplyAsync"/>, which rehearses, deletes and proves.
/// </summary>
/// <param name="gateway">The way to the clusters.</param>
/// <param name="clock">The caller's clock; the system's where none is given.</param>
public sealed class RevokeImpersonationOperation(IKubernetesGateway gateway, TimeProvider? clock = null)
{
    private const string PlanActivity = "Reading the impersonation of the EKS Connector";
    private const string Activity = "Revoking impersonation from the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Works out what is to be deleted. It sends reads alone.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A plan for each principal on each cluster, also where nothing is to be deleted.</returns>
    public IAsyncEnumerable<OperationEvent<ImpersonationPlan>> PlanAsync(RevokeRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ImpersonationPlan>(
            (writer, token) => PlanRun.PlanAsync(
                gateway,
                request.Source,
                request.Principals,
                caller: null,
                request.ThrottleLimit,
                count => new FleetProgress(PlanActivity, count, _clock, writer.Report),
                (client, cluster, clusterToken) => PlanClusterAsync(client, cluster, request, writer, clusterToken),
                writer,
                token),
            request.Verbose,
            cancellationToken);
    }

    /// <summary>Makes the changes of plans: all rehearsed first, then really, then proved by the API server.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="plans">The plans that are to be carried out.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A row for each principal; a failure for each that is still granted, or whose objects are not all gone.</returns>
    public IAsyncEnumerable<OperationEvent<ImpersonationGrant>> ApplyAsync(
        RevokeRequest request, IReadOnlyList<ImpersonationPlan> plans, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ImpersonationGrant>(
            (writer, token) => PlanRun.ApplyAsync(
                gateway,
                request.Source,
                plans,
                request.ThrottleLimit,
                request.KeepsOrder,
                new FleetProgress(Activity, plans.Count, _clock, writer.Report, "principals"),
                client => new RevocationProof(client, writer, _clock, hasContext: request.Source.Server is null).ProveAsync,
                writer,
                token),
            request.Verbose,
            cancellationToken);
    }

    private static async Task<IReadOnlyList<ImpersonationPlan>> PlanClusterAsync(
        IKubernetesClient client, ClusterPrincipals cluster, RevokeRequest request, OperationWriter<ImpersonationPlan> writer, CancellationToken cancellationToken)
    {
        // The connector may be gone: what the module wrote for it can go all the same.
        var finder = new ConnectorAccountFinder(client, writer);
        Task<IReadOnlyList<ConnectorAccount>> finding = finder.FindForChangeAsync(cluster.Chosen.Namespace, cancellationToken);
        Task<OwnObjects> reading = new OwnObjectReader(client, writer).ReadAsync(
            [.. cluster.Principals.Select(principal => principal.KubernetesUser)], namespaces: null, cancellationToken);
        await Task.WhenAll(finding, reading).ConfigureAwait(false);
        IReadOnlyList<ConnectorAccount> accounts = await finding.ConfigureAwait(false);
        OwnObjects own = await reading.ConfigureAwait(false);
        ImpersonationPlan[] plans = [.. cluster.Principals.Select(principal => RevokeRules.Plan(
            client.Cluster, accounts, cluster.Chosen.Namespace, principal, request.KeepAccess, own))];

        // Nothing to take back from a namespace without a connector: more likely its name is wrong.
        if (accounts.Count == 0 && cluster.Chosen.Namespace is { } named && !Array.Exists(plans, plan => plan.HasChanges)
            && await finder.NotInstalledAsync(named, cancellationToken).ConfigureAwait(false) is { IsWrongNamespace: true } wrong)
        {
            throw wrong;
        }

        return plans;
    }
}
