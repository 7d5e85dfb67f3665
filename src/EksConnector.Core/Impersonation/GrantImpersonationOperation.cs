using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Fleets;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Lets the connector impersonate IAM principals, and them read, with objects of the module's own. First
/// <see cref="PlanAsync"/>, which reads; then <see cref="ApplyAsync"/>, which rehearses, writes and proves.
/// </summary>
/// <param name="gateway">The way to the clusters.</param>
/// <param name="aws">The way to AWS, which is only needed to ask who the caller is.</param>
/// <param name="clock">The caller's clock; the system's where none is given.</param>
public sealed class GrantImpersonationOperation(IKubernetesGateway gateway, Func<IAwsGateway>? aws = null, TimeProvider? clock = null)
{
    private const string PlanActivity = "Reading the impersonation of the EKS Connector";
    private const string Activity = "Granting impersonation to the EKS Connector";
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>Works out what is to be changed. It sends reads alone.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A plan for each principal on each cluster, also where nothing is to be changed.</returns>
    /// <exception cref="EksConnectorException">The parameters do not fit together.</exception>
    public IAsyncEnumerable<OperationEvent<ImpersonationPlan>> PlanAsync(GrantRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Operation.RunAsync<ImpersonationPlan>((writer, token) => PlanAllAsync(request, writer, token), request.Verbose, cancellationToken);
    }

    /// <summary>Makes the changes of plans: all rehearsed first, then really, then proved by the API server.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="plans">The plans that are to be carried out.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A row for each principal that was granted; a failure for each that was not, or not wholly.</returns>
    public IAsyncEnumerable<OperationEvent<ImpersonationGrant>> ApplyAsync(
        GrantRequest request, IReadOnlyList<ImpersonationPlan> plans, CancellationToken cancellationToken = default)
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
                client => ProofFor(client, writer),
                writer,
                token),
            request.Verbose,
            cancellationToken);
    }

    private async Task PlanAllAsync(GrantRequest request, OperationWriter<ImpersonationPlan> writer, CancellationToken cancellationToken)
    {
        Check(request);
        string? caller = await FindCallerAsync(request, writer, cancellationToken).ConfigureAwait(false);
        await PlanRun.PlanAsync(
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
        Task<OwnObjects> reading = new OwnObjectReader(client, writer).ReadAsync(
            [.. cluster.Principals.Select(principal => principal.KubernetesUser)], request.AccessNamespaces, cancellationToken);
        await Task.WhenAll(finding, reading).ConfigureAwait(false);
        IReadOnlyList<ConnectorAccount> accounts = await finding.ConfigureAwait(false);
        OwnObjects own = await reading.ConfigureAwait(false);
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

    private Func<ImpersonationPlan, bool, CancellationToken, Task> ProofFor(IKubernetesClient client, OperationWriter<ImpersonationGrant> writer)
    {
        var proof = new AccessProof(client, writer, _clock);
        return ProveAsync;

        async Task ProveAsync(ImpersonationPlan plan, bool changed, CancellationToken cancellationToken)
        {
            bool isReader = plan.Access != ConsoleAccess.None;
            IReadOnlyList<AccessQuestion> questions = AccessProof.Reading(plan.KubernetesUser, plan.AccessNamespaces);
            Task<bool?> impersonation = proof.UntilAsync(
                [AccessProof.Impersonation(plan.Accounts[0], plan.KubernetesUser)], wanted: true, cancellationToken);
            bool? canRead = isReader
                ? await proof.UntilAsync(questions, wanted: true, cancellationToken).ConfigureAwait(false)
                : await proof.AskAsync(questions, cancellationToken).ConfigureAwait(false);
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
                writer.Fail(PlanRun.Unproved(plan, $"the objects exist, but after ten seconds the API server reports that {what}"));
            }
        }
    }
}
