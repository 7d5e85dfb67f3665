using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>Creates the rows of impersonated users, their read access and flags from a snapshot of RBAC.</summary>
internal static class ImpersonationRows
{
    /// <summary>Creates the rows of one connector: the row for any user first, then users by name.</summary>
    /// <param name="context">The kubeconfig context.</param>
    /// <param name="account">The connector.</param>
    /// <param name="connectorNamespaces">The namespaces in which a connector runs.</param>
    /// <param name="rules">The RBAC rules of the cluster.</param>
    public static IEnumerable<ImpersonatedUser> Of(
        string context, ConnectorAccount account, IReadOnlyCollection<string> connectorNamespaces, RbacRules rules)
    {
        var allowed = new SortedDictionary<string, List<(RbacGrant Grant, bool HasWildcard)>>(StringComparer.Ordinal);
        foreach (RbacGrant grant in rules.GrantsOf(RbacIdentity.Of(account)).Where(grant => grant.Namespace is null))
        {
            Collect(grant, allowed);
        }

        var boundElsewhere = new SortedDictionary<string, List<(RbacGrant Grant, bool HasWildcard)>>(StringComparer.Ordinal);
        foreach (RbacGrant grant in rules.ClusterGrants().Where(grant => IsBoundElsewhere(grant, account, connectorNamespaces)))
        {
            Collect(grant, boundElsewhere);
        }

        bool isUnrestricted = allowed.ContainsKey(ImpersonationWords.AnyUser);
        foreach ((string user, List<(RbacGrant Grant, bool HasWildcard)> by) in allowed)
        {
            yield return Row(user, by, isAllowed: true, []);
        }

        foreach ((string user, List<(RbacGrant Grant, bool HasWildcard)> by) in boundElsewhere.Where(pair => !allowed.ContainsKey(pair.Key)))
        {
            yield return Row(user, by, isAllowed: isUnrestricted, [ImpersonationWords.WrongNamespace]);
        }

        foreach (string user in rules.Users().Order(StringComparer.Ordinal))
        {
            bool isPrincipal = user.StartsWith("arn:", StringComparison.Ordinal);
            if (isPrincipal && !allowed.ContainsKey(user) && !boundElsewhere.ContainsKey(user) && ReadAccess.Of(rules, user).Any)
            {
                yield return Row(user, isUnrestricted ? allowed[ImpersonationWords.AnyUser] : [], isAllowed: isUnrestricted, []);
            }
        }

        ImpersonatedUser Row(string user, List<(RbacGrant Grant, bool HasWildcard)> by, bool isAllowed, IEnumerable<string> flags)
        {
            bool isAnyUser = user == ImpersonationWords.AnyUser;
            ReadAccess reading = ReadAccess.Of(rules, isAnyUser ? string.Empty : user);
            return new ImpersonatedUser
            {
                Context = context,
                Namespace = account.Namespace,
                PrincipalArn = OneLine.Of(user),
                CanImpersonate = isAllowed,
                CanRead = reading.Any,
                Access = reading.Access,
                Reads = new ValueList<string>(reading.Everywhere),
                AccessNamespaces = new ValueList<string>(reading.Namespaces),
                Flags = new ValueList<string>(Flags(user, isAllowed, by.Exists(item => item.HasWildcard), reading).Concat(flags)),
                GrantedBy = new ValueList<string>(by.Select(item => item.Grant.ToString()).Distinct(StringComparer.Ordinal)),
                GrantOwners = new ValueList<string>(ObjectOwner.TextsOf(by.Select(item => item.Grant))),
                ReadBy = new ValueList<string>(reading.Grants.Select(grant => grant.ToString())),
                ReadOwners = new ValueList<string>(ObjectOwner.TextsOf(reading.Grants)),
            };
        }
    }

    private static IEnumerable<string> Flags(string user, bool isAllowed, bool hasWildcard, ReadAccess reading)
    {
        bool isAnyUser = user == ImpersonationWords.AnyUser;
        if (isAnyUser)
        {
            yield return ImpersonationWords.Unrestricted;
        }

        if (hasWildcard || (!isAnyUser && user.Contains('*', StringComparison.Ordinal)))
        {
            yield return ImpersonationWords.Wildcard;
        }

        if (!isAnyUser && isAllowed && !reading.Any)
        {
            yield return ImpersonationWords.ReadsNothing;
        }

        if (PrincipalArn.TryParse(user)?.Kind == PrincipalKind.RoleSession)
        {
            yield return ImpersonationWords.SessionArn;
        }

        if (!isAllowed && reading.Any)
        {
            yield return ImpersonationWords.NotImpersonated;
        }
    }

    private static void Collect(RbacGrant grant, SortedDictionary<string, List<(RbacGrant Grant, bool HasWildcard)>> users)
    {
        foreach (PolicyRule rule in grant.Role.Rules.OrEmpty().Where(RbacRules.Impersonates))
        {
            IReadOnlyList<string> names = rule.ResourceNames.OrEmpty();
            foreach (string name in names.Count == 0 ? [ImpersonationWords.AnyUser] : names)
            {
                // RBAC does not treat the name "*" as a wildcard: such a rule only allows impersonation of a user with that name.
                string key = names.Count > 0 && name == ImpersonationWords.AnyUser ? "'*'" : name;
                if (!users.TryGetValue(key, out List<(RbacGrant Grant, bool HasWildcard)>? by))
                {
                    users.Add(key, by = []);
                }

                by.Add((grant, RbacRules.HasWildcard(rule)));
            }
        }
    }

    // The chart sets the namespace of the subjects in its bindings separately, and it may differ from the installation namespace.
    private static bool IsBoundElsewhere(RbacGrant grant, ConnectorAccount account, IReadOnlyCollection<string> connectorNamespaces)
    {
        string[] named = [.. grant.Binding.Subjects.OrEmpty()
            .Where(subject => subject is { Kind: "ServiceAccount", Namespace: not null } && subject.Name == account.Name)
            .Select(subject => subject.Namespace!)];
        return named.Length > 0 && !named.Any(name => name == account.Namespace || connectorNamespaces.Contains(name, StringComparer.Ordinal));
    }
}
