using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Revokes access that the module granted to IAM principals. <see cref="PlanAsync"/> only reads;
/// <see cref="ApplyAsync"/> runs a dry run, deletes the objects and verifies the result.
/// </summary>
/// <param name="gateway">The gateway to the clusters.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
public sealed class RevokeImpersonationOperation(IKubernetesGateway gateway, TimeProvider? clock = null)
{
    private const string PlanActivity = "Reading the EKS Connector impersonation grants";
    private const string Activity = "Revoking impersonation from the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Plans the deletions. It sends only read requests.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A plan for each principal on each cluster, even if there is nothing to delete.</returns>
    public IAsyncEnumerable<OperationEvent<ImpersonationPlan>> PlanAsync(RevokeRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ImpersonationPlan>(
            (writer, token) => ImpersonationPlanRunner.PlanAsync(
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

    /// <summary>Applies plans: all changes are tried in a dry run, then applied, then verified with the API server.</summary>
    /// <param name="request">The request.</param>
    /// <param name="plans">The plans to apply.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A row for each principal; a failure for each that still has access or whose objects were not all deleted.</returns>
    public IAsyncEnumerable<OperationEvent<ImpersonationGrant>> ApplyAsync(
        RevokeRequest request, IReadOnlyList<ImpersonationPlan> plans, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ImpersonationGrant>(
            (writer, token) => ImpersonationPlanRunner.ApplyAsync(
                gateway,
                request.Source,
                plans,
                request.ThrottleLimit,
                request.KeepsOrder,
                new FleetProgress(Activity, plans.Count, _clock, writer.Report, "principals"),
                client => new RevocationVerifier(client, writer, _clock, hasContext: request.Source.Server is null).VerifyAsync,
                writer,
                token),
            request.Verbose,
            cancellationToken);
    }

    private static async Task<IReadOnlyList<ImpersonationPlan>> PlanClusterAsync(
        IKubernetesClient client, ClusterPrincipals cluster, RevokeRequest request, OperationWriter<ImpersonationPlan> writer, CancellationToken cancellationToken)
    {
        // The module's objects can be deleted even if the connector is no longer installed.
        var finder = new ConnectorAccountFinder(client, writer);
        Task<IReadOnlyList<ConnectorAccount>> finding = finder.FindForChangeAsync(cluster.Chosen.Namespace, cancellationToken);
        Task<ModuleObjects> reading = new ModuleObjectReader(client, writer).ReadAsync(
            [.. cluster.Principals.Select(principal => principal.KubernetesUser)], namespaces: null, cancellationToken);
        await Task.WhenAll(finding, reading).ConfigureAwait(false);
        IReadOnlyList<ConnectorAccount> accounts = await finding.ConfigureAwait(false);
        ModuleObjects own = await reading.ConfigureAwait(false);
        ImpersonationPlan[] plans = [.. cluster.Principals.Select(principal => RevokeRules.Plan(
            client.Cluster, accounts, cluster.Chosen.Namespace, principal, request.KeepAccess, own))];

        // If the namespace has neither a connector nor grants, its name is probably wrong.
        if (accounts.Count == 0 && cluster.Chosen.Namespace is { } named && !Array.Exists(plans, plan => plan.HasChanges)
            && await finder.NotInstalledAsync(named, cancellationToken).ConfigureAwait(false) is { IsWrongNamespace: true } wrong)
        {
            throw wrong;
        }

        return plans;
    }
}
