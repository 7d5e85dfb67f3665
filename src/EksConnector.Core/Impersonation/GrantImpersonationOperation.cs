using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Grants IAM principals access through the connector, with objects that the module manages. <see cref="PlanAsync"/> only reads;
/// <see cref="ApplyAsync"/> runs a dry run, writes the objects and verifies the result.
/// </summary>
/// <param name="gateway">The gateway to the clusters.</param>
/// <param name="aws">Creates the gateway to AWS; only needed to identify the caller.</param>
/// <param name="clock">The time provider; if null, the system time provider.</param>
public sealed class GrantImpersonationOperation(IKubernetesGateway gateway, Func<IAwsGateway>? aws = null, TimeProvider? clock = null)
{
    private const string PlanActivity = "Reading the EKS Connector impersonation grants";
    private const string Activity = "Granting impersonation to the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Plans the changes. It sends only read requests.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A plan for each principal on each cluster, even if there is nothing to change.</returns>
    /// <exception cref="EksConnectorException">The combination of parameters is not valid.</exception>
    public IAsyncEnumerable<OperationEvent<ImpersonationPlan>> PlanAsync(GrantRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ImpersonationPlan>((writer, token) => PlanAllAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    /// <summary>Applies plans: all changes are tried in a dry run, then applied, then verified with the API server.</summary>
    /// <param name="request">The request.</param>
    /// <param name="plans">The plans to apply.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A row for each principal that was granted access; a failure for each grant that failed or is incomplete.</returns>
    public IAsyncEnumerable<OperationEvent<ImpersonationGrant>> ApplyAsync(
        GrantRequest request, IReadOnlyList<ImpersonationPlan> plans, CancellationToken cancellationToken = default)
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
                client => CreateVerification(client, writer),
                writer,
                token),
            request.Verbose,
            cancellationToken);
    }

    private async Task PlanAllAsync(GrantRequest request, OperationWriter<ImpersonationPlan> writer, CancellationToken cancellationToken)
    {
        Check(request);
        string? caller = await FindCallerAsync(request, writer, cancellationToken).ConfigureAwait(false);
        await ImpersonationPlanRunner.PlanAsync(
            gateway,
            request.Source,
            request.Principals,
            caller,
            request.ThrottleLimit,
            count => new FleetProgress(PlanActivity, count, _clock, writer.Report),
            (client, cluster, token) => PlanClusterAsync(client, cluster, request, writer, token),
            writer,
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<ImpersonationPlan>> PlanClusterAsync(
        IKubernetesClient client, ClusterPrincipals cluster, GrantRequest request, OperationWriter<ImpersonationPlan> writer, CancellationToken cancellationToken)
    {
        var finder = new ConnectorAccountFinder(client, writer);
        Task<IReadOnlyList<ConnectorAccount>> finding = finder.FindForChangeAsync(cluster.Chosen.Namespace, cancellationToken);
        Task<ModuleObjects> reading = new ModuleObjectReader(client, writer).ReadAsync(
            [.. cluster.Principals.Select(principal => principal.KubernetesUser)], request.AccessNamespaces, cancellationToken);
        await Task.WhenAll(finding, reading).ConfigureAwait(false);
        IReadOnlyList<ConnectorAccount> accounts = await finding.ConfigureAwait(false);
        ModuleObjects own = await reading.ConfigureAwait(false);
        if (accounts.Count == 0)
        {
            throw await finder.NotInstalledAsync(cluster.Chosen.Namespace, cancellationToken).ConfigureAwait(false);
        }

        var plans = new List<ImpersonationPlan>();
        foreach (ConnectorAccount account in accounts)
        {
            foreach (PrincipalArn principal in cluster.Principals)
            {
                if (request.Access == ConsoleAccess.ConsoleNamespace
                    && own.ClusterRoleBinding(ImpersonationNames.Read(account.Namespace, principal.KubernetesUser)) is not null)
                {
                    writer.Warn($"{client.Cluster.Context}: {principal.KubernetesUser} has read access in all namespaces from an earlier grant, and this grant does not reduce it. To reduce it, run Revoke-EksConnectorImpersonation first.");
                }

                plans.Add(GrantRules.Plan(client.Cluster, account, principal, request.Access, request.AccessNamespaces, own));
            }
        }

        return plans;
    }

    private static void Check(GrantRequest request)
    {
        foreach (string @namespace in request.AccessNamespaces)
        {
            KubernetesName.EnsureNamespace(@namespace, "-AccessNamespace");
        }

        bool wantsNamespaces = request.Access == ConsoleAccess.ConsoleNamespace;
        if (wantsNamespaces != (request.AccessNamespaces.Count > 0))
        {
            throw new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                wantsNamespaces ? "-Access ConsoleNamespace requires -AccessNamespace." : "-AccessNamespace requires -Access ConsoleNamespace.",
                "Specify both -Access ConsoleNamespace and -AccessNamespace, or neither.");
        }
    }

    private async Task<string?> FindCallerAsync(GrantRequest request, OperationWriter<ImpersonationPlan> log, CancellationToken cancellationToken)
    {
        if (request.CurrentCaller is null || aws is null)
        {
            return null;
        }

        IAwsSession session = await aws().ConnectAsync(request.CurrentCaller, log, cancellationToken).ConfigureAwait(false);
        AwsCaller caller = await session.Sts.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false);
        log.Trace($"The AWS identity of the caller is {caller.Arn}.");
        return caller.Arn;
    }

    private Func<ImpersonationPlan, bool, CancellationToken, Task> CreateVerification(IKubernetesClient client, OperationWriter<ImpersonationGrant> writer)
    {
        var verifier = new AccessVerifier(client, writer, _clock);
        return VerifyAsync;

        async Task VerifyAsync(ImpersonationPlan plan, bool changed, CancellationToken cancellationToken)
        {
            bool isReader = plan.Access != ConsoleAccess.None;
            IReadOnlyList<AccessCheck> questions = AccessVerifier.Reading(plan.KubernetesUser, plan.AccessNamespaces);
            Task<bool?> impersonation = verifier.WaitForAsync(
                [AccessVerifier.Impersonation(plan.Accounts[0], plan.KubernetesUser)], wanted: true, cancellationToken);
            bool? canRead = isReader
                ? await verifier.WaitForAsync(questions, wanted: true, cancellationToken).ConfigureAwait(false)
                : await verifier.QueryAsync(questions, cancellationToken).ConfigureAwait(false);
            bool? canImpersonate = await impersonation.ConfigureAwait(false);
            await writer.WriteAsync(
                new ImpersonationGrant
                {
                    Context = plan.Context,
                    Namespace = plan.Namespace,
                    PrincipalArn = plan.PrincipalArn,
                    KubernetesUser = plan.KubernetesUser,
                    Changed = changed,
                    CanImpersonate = canImpersonate,
                    Access = plan.Access.ToString(),
                    AccessNamespaces = new ValueList<string>(plan.AccessNamespaces),
                    CanRead = canRead,
                    Objects = new ValueList<string>(plan.Objects.Select(item => item.Id)),
                },
                cancellationToken).ConfigureAwait(false);
            if (!isReader && canImpersonate == true && canRead == false)
            {
                writer.Warn($"{plan.Context}: {plan.KubernetesUser} has no read access yet, so the console shows no resources. Run the command again with -Access ConsoleAllNamespaces, or with -Access ConsoleNamespace and -AccessNamespace.");
            }

            if (canImpersonate == false || (isReader && canRead == false))
            {
                string what = canImpersonate == false ? $"'{plan.Accounts[0].User}' is not permitted to impersonate the principal" : "the principal has no read access";
                writer.Fail(ImpersonationPlanRunner.VerificationFailure(plan, $"the objects exist, but after ten seconds the API server reports that {what}"));
            }
        }
    }
}
