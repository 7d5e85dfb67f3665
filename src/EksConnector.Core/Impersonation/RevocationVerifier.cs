using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Verifies that the access that the module granted is revoked. If the API server still allows it, either the change has not taken
/// effect yet, or another object grants the same access; then that object is searched for.
/// </summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="writer">The writer for results and failures.</param>
/// <param name="clock">The time provider.</param>
/// <param name="hasContext">Whether the cluster has a kubeconfig context for use in commands.</param>
internal sealed class RevocationVerifier(IKubernetesClient client, OperationWriter<ImpersonationGrant> writer, TimeProvider clock, bool hasContext)
{
    private readonly AccessVerifier _verifier = new(client, writer, clock);
    private readonly object _gate = new();
    private Task<RbacRules?>? _rules;

    /// <summary>Verifies the revocation of one principal and writes the result.</summary>
    public async Task VerifyAsync(ImpersonationPlan plan, bool changed, CancellationToken cancellationToken)
    {
        var impersonation = new List<RbacGrant>();
        bool? canImpersonate = plan.Accounts.Count == 0 ? null : false;
        bool isUnexplained = false;
        foreach (ConnectorAccount account in plan.Accounts)
        {
            (bool? answer, IReadOnlyList<RbacGrant> by) = await QueryAsync(
                AccessVerifier.Impersonation(account, plan.KubernetesUser),
                rules => rules.GrantsOf(RbacIdentity.Of(account)).Where(grant =>
                    grant.Namespace is null && grant.Role.Rules.OrEmpty().Any(rule => RbacRules.Impersonates(rule, plan.KubernetesUser))),
                plan,
                cancellationToken).ConfigureAwait(false);
            canImpersonate = answer == true || canImpersonate == true ? true : answer;
            impersonation.AddRange(by);
            isUnexplained |= answer == true && by.Count == 0;
        }

        IReadOnlyList<AccessCheck> questions = AccessVerifier.Reading(plan.KubernetesUser, plan.AccessNamespaces);
        IReadOnlyList<RbacGrant> reading = [];
        bool? canRead;
        if (plan.KeepsAccess)
        {
            canRead = await _verifier.QueryAsync(questions, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            (canRead, reading) = await ReadingAsync(questions, plan, cancellationToken).ConfigureAwait(false);
        }

        await writer.WriteAsync(
            new ImpersonationGrant
            {
                Context = plan.Context,
                Namespace = plan.Namespace,
                PrincipalArn = plan.PrincipalArn,
                KubernetesUser = plan.KubernetesUser,
                Changed = changed,
                CanImpersonate = canImpersonate,
                Access = plan.KeepsAccess ? plan.Access.ToString() : ImpersonationWords.NoAccess,
                AccessNamespaces = new ValueList<string>(plan.KeepsAccess ? plan.AccessNamespaces : []),
                CanRead = canRead,
                Objects = new ValueList<string>(plan.Objects.Select(item => item.Id)),
            },
            cancellationToken).ConfigureAwait(false);
        if (impersonation.Count > 0 || reading.Count > 0)
        {
            writer.Fail(StillGranted.Failure(
                plan, [.. impersonation.DistinctBy(grant => grant.ToString())], reading, hasContext ? plan.Context : null));
        }
        else if (isUnexplained)
        {
            writer.Fail(ImpersonationPlanRunner.VerificationFailure(plan, "the module's objects were deleted, but after ten seconds the API server reports that the principal can still be impersonated"));
        }
    }

    private async Task<(bool? CanRead, IReadOnlyList<RbacGrant> By)> ReadingAsync(
        IReadOnlyList<AccessCheck> questions, ImpersonationPlan plan, CancellationToken cancellationToken)
    {
        bool? canRead = true;
        var reading = new List<RbacGrant>();
        foreach (AccessCheck question in questions)
        {
            (bool? answer, IReadOnlyList<RbacGrant> by) = await QueryAsync(
                question, rules => ReadAccess.Of(rules, plan.KubernetesUser).Grants, plan, cancellationToken).ConfigureAwait(false);
            canRead = answer is null ? null : canRead & answer;
            reading.AddRange(by);
        }

        return (canRead, [.. reading.DistinctBy(grant => grant.ToString())]);
    }

    // The snapshot may still contain bindings that were just deleted; they are ignored.
    private async Task<(bool? Answer, IReadOnlyList<RbacGrant> By)> QueryAsync(
        AccessCheck question, Func<RbacRules, IEnumerable<RbacGrant>> granting, ImpersonationPlan plan, CancellationToken cancellationToken)
    {
        AccessCheck[] questions = [question];
        bool? answer = await _verifier.QueryAsync(questions, cancellationToken).ConfigureAwait(false);
        if (answer != true)
        {
            return (answer, []);
        }

        if (await RulesAsync(cancellationToken).ConfigureAwait(false) is { } rules)
        {
            HashSet<string> deleted = plan.Changes.Select(change => change.Object.Id).ToHashSet(StringComparer.Ordinal);
            RbacGrant[] by = [.. granting(rules).Where(grant => !deleted.Contains(grant.BindingId))];
            if (by.Length > 0)
            {
                return (true, by);
            }
        }

        return (await _verifier.WaitForAsync(questions, wanted: false, cancellationToken).ConfigureAwait(false), []);
    }

    private Task<RbacRules?> RulesAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _rules ??= ReadAsync();
        }

        async Task<RbacRules?> ReadAsync()
        {
            try
            {
                return new RbacRules(await new RbacReader(client, writer).ReadAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
            {
                return null;
            }
        }
    }
}
