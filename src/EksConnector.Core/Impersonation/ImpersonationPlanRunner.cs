using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>The steps that granting and revoking have in common: planning the changes for each cluster and applying the plans.</summary>
internal static class ImpersonationPlanRunner
{
    /// <summary>Plans the changes for all clusters.</summary>
    public static async Task PlanAsync(
        IKubernetesGateway gateway,
        ConnectionSource source,
        IReadOnlyList<PrincipalTarget> principals,
        string? caller,
        int throttleLimit,
        Func<int, FleetProgress> progressOf,
        Func<IKubernetesClient, ClusterPrincipals, CancellationToken, Task<IReadOnlyList<ImpersonationPlan>>> plan,
        OperationWriter<ImpersonationPlan> writer,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<ClusterReference> known = await gateway.FindClustersAsync(source, writer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ClusterPrincipals> clusters = PrincipalSelection.Select(known, principals, caller, writer, writer.Fail);
        ClusterSelection.WarnAboutDuplicates([.. clusters.Select(cluster => cluster.Chosen)], writer);
        using FleetProgress progress = progressOf(clusters.Count);

        // The order is kept because each plan can prompt for confirmation.
        await Operation.ForEachClusterAsync(
            clusters,
            throttleLimit,
            cluster => cluster.Chosen.Cluster.Context,
            (cluster, token) => progress.TrackAsync(cluster.Chosen.Cluster.Context, async _ =>
            {
                using IKubernetesClient client = await gateway.ConnectAsync(
                    cluster.Chosen.Cluster, source.RequestTimeout, writer, token).ConfigureAwait(false);
                foreach (ImpersonationPlan made in await plan(client, cluster, token).ConfigureAwait(false))
                {
                    await writer.WriteAsync(made, token).ConfigureAwait(false);
                }
            }),
            progress.CompleteItem,
            keepsOrder: true,
            writer,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Applies plans, grouped by cluster.</summary>
    public static async Task ApplyAsync(
        IKubernetesGateway gateway,
        ConnectionSource source,
        IReadOnlyList<ImpersonationPlan> plans,
        int throttleLimit,
        bool keepsOrder,
        FleetProgress counted,
        Func<IKubernetesClient, Func<ImpersonationPlan, bool, CancellationToken, Task>> verificationFor,
        OperationWriter<ImpersonationGrant> writer,
        CancellationToken cancellationToken)
    {
        using FleetProgress progress = counted;
        List<IGrouping<ClusterReference, ImpersonationPlan>> clusters = [.. plans.GroupBy(plan => plan.Cluster)];
        if (clusters.Count == 0)
        {
            return;
        }

        await Operation.ForEachClusterAsync(
            clusters,
            throttleLimit,
            cluster => cluster.Key.Context,
            (cluster, token) => progress.TrackAsync(cluster.Key.Context, async _ =>
            {
                using IKubernetesClient client = await gateway.ConnectAsync(
                    cluster.Key, source.RequestTimeout, writer, token).ConfigureAwait(false);
                Func<ImpersonationPlan, bool, CancellationToken, Task> verify = verificationFor(client);
                await new ClusterChanges(client, writer, ClusterParallelism.For(clusters.Count)).ApplyAsync(
                    [.. cluster],
                    async (plan, changed, verificationToken) =>
                    {
                        await verify(plan, changed, verificationToken).ConfigureAwait(false);
                        progress.CompleteItem();
                    },
                    token).ConfigureAwait(false);
            }),
            () => { },
            keepsOrder,
            writer,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates the error for a change that the API server does not confirm.</summary>
    public static EksConnectorException VerificationFailure(ImpersonationPlan plan, string what) =>
        new(
            ErrorIds.VerificationFailed,
            FailureCategory.InvalidResult,
            $"Context '{plan.Context}': {plan.KubernetesUser}: {what}.",
            "Check whether the API server uses an authorizer other than RBAC (--authorization-mode) or responds slowly. Then check the output of Get-EksConnectorImpersonation, and run the command again.")
        {
            Target = plan.Context,
        };
}
