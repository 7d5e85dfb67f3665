using EksConnector.Core.Findings;
using EksConnector.Core.Impersonation;

namespace EksConnector.Core.Diagnosis.Rules.Access;

/// <summary>Checks whether access is granted to any principal, and whether a grant needs attention.</summary>
internal sealed class ImpersonationRule() : Rule(FindingCodes.ImpersonationNotConfigured, RuleScope.Everything, Needs.Users)
{
    // The flags of a row, with their codes and texts.
    private static readonly (string Flag, string Code, string What)[] s_flags =
    [
        (ImpersonationWords.Unrestricted, FindingCodes.ImpersonationUnrestricted, "The connector is permitted to impersonate every user"),
        (ImpersonationWords.SessionArn, FindingCodes.ImpersonationSessionArn, "A grant names the ARN of a role session, which Amazon EKS never uses"),
        (ImpersonationWords.WrongNamespace, FindingCodes.ImpersonationWrongNamespace, "A binding names the service account of a namespace in which the connector does not run"),
        (ImpersonationWords.Wildcard, FindingCodes.ImpersonationWildcard, "A grant contains '*', which RBAC takes literally in names and as a wildcard in verbs and resources"),
        (ImpersonationWords.ReadsNothing, FindingCodes.ReadAccessMissing, "The connector can impersonate the principal, but the principal has no read access"),
    ];

    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.IsInstalled;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        IReadOnlyList<ImpersonatedUser> users = snapshot.Access.Users;
        int granted = users.Count(user => user.CanImpersonate);
        bool isMisled = users.Any(user => user.Flags.Contains(ImpersonationWords.WrongNamespace));
        Observation whether = granted > 0 || isMisled
            ? Observation.Passed(FindingCodes.ImpersonationNotConfigured, $"The connector is permitted to impersonate {granted} {(granted == 1 ? "principal" : "principals")}.")
            : Observation.Found(FindingCodes.ImpersonationNotConfigured, "The connector is not permitted to impersonate any principal, so no user can view the cluster's resources in the Amazon EKS console.");
        var judged = snapshot.Access.Principals.Select(principal => principal.User).ToHashSet(StringComparer.Ordinal);
        var admins = snapshot.Access.Admins.ToHashSet(StringComparer.Ordinal);
        return [whether, .. users.SelectMany(user => Evaluate(user, snapshot, judged.Contains(user.PrincipalArn), admins.Contains(user.PrincipalArn)))];
    }

    private static IEnumerable<Observation> Evaluate(ImpersonatedUser user, DiagnosisSnapshot snapshot, bool isJudged, bool isAdmin)
    {
        bool isAnyUser = user.PrincipalArn == ImpersonationWords.AnyUser;
        foreach ((string flag, string code, string what) in s_flags)
        {
            if (user.Flags.Contains(flag) && !(isJudged && code == FindingCodes.ReadAccessMissing))
            {
                PrincipalArn? principal = PrincipalArn.TryParse(user.PrincipalArn);
                yield return Observation.Found(code, isAnyUser ? $"{what}." : $"{what}: {user.PrincipalArn}.").LoweredTo(DiagnosisWords.Warning) with
                {
                    PrincipalArn = isAnyUser ? null : user.PrincipalArn,
                    Evidence = user.GrantedBy.Count == 0 ? null : $"granted by {user.GrantedBy} ({user.GrantOwners})",
                    Fix = code switch
                    {
                        FindingCodes.ReadAccessMissing when principal is not null =>
                            ImpersonationFixes.Read(snapshot.Kubectl, snapshot.Cluster!.Namespace, principal),
                        FindingCodes.ImpersonationSessionArn or FindingCodes.ImpersonationWrongNamespace when principal is not null =>
                            ImpersonationFixes.Impersonate(snapshot.Kubectl, snapshot.Cluster!.Account, principal, withReading: true),
                        _ => null,
                    },
                };
            }
        }

        if (isAdmin)
        {
            yield return Observation.Found(FindingCodes.ConsoleUserIsAdmin, $"{user.PrincipalArn} has full administrative access to the cluster.") with
            {
                PrincipalArn = user.PrincipalArn,
                Evidence = $"granted by {user.ReadBy} ({user.ReadOwners})",
            };
        }
    }
}
