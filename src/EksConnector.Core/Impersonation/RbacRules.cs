using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Impersonation;

/// <summary>The evaluation of RBAC on a snapshot: the roles of a user and the permissions of a rule.</summary>
internal sealed class RbacRules
{
    private const string All = "*";

    private readonly Dictionary<string, List<RbacGrant>> _grants = new(StringComparer.Ordinal);

    public RbacRules(RbacSnapshot snapshot)
    {
        Dictionary<string, RbacRole> clusterRoles = new(StringComparer.Ordinal);
        foreach (RbacRole role in snapshot.ClusterRoles)
        {
            clusterRoles[role.Metadata?.Name ?? string.Empty] = role;
        }

        Dictionary<(string?, string?), RbacRole> roles = [];
        foreach (RbacRole role in snapshot.Roles)
        {
            roles[(role.Metadata?.Namespace, role.Metadata?.Name)] = role;
        }

        foreach (RbacBinding binding in snapshot.ClusterRoleBindings)
        {
            Add(binding, null, clusterRoles.GetValueOrDefault(binding.RoleRef?.Name ?? string.Empty));
        }

        foreach (RbacBinding binding in snapshot.RoleBindings)
        {
            string? @namespace = binding.Metadata?.Namespace;
            Add(binding, @namespace, binding.RoleRef?.Kind == "ClusterRole"
                ? clusterRoles.GetValueOrDefault(binding.RoleRef.Name ?? string.Empty)
                : roles.GetValueOrDefault((@namespace, binding.RoleRef?.Name)));
        }
    }

    /// <summary>Returns the roles of an identity.</summary>
    public IEnumerable<RbacGrant> GrantsOf(RbacIdentity identity) =>
        identity.Keys().SelectMany(key => _grants.TryGetValue(key, out List<RbacGrant>? grants) ? grants : (IEnumerable<RbacGrant>)[]);

    /// <summary>Returns all roles that are granted by a ClusterRoleBinding.</summary>
    public IEnumerable<RbacGrant> ClusterGrants() => _grants.Values.SelectMany(grants => grants).Where(grant => grant.Namespace is null);

    /// <summary>Returns the names of all users that are subjects of a binding.</summary>
    public IEnumerable<string> Users() => _grants.Keys.Where(key => key.StartsWith("u ", StringComparison.Ordinal)).Select(key => key[2..]);

    /// <summary>Returns whether a rule allows a verb on a resource, for all objects or for named ones.</summary>
    public static bool Covers(PolicyRule rule, string verb, string group, string resource) =>
        Has(rule.Verbs, verb) && Has(rule.ApiGroups, group) && Has(rule.Resources, resource);

    /// <summary>Returns whether a rule allows impersonation of any or some users.</summary>
    public static bool Impersonates(PolicyRule rule) => Covers(rule, "impersonate", string.Empty, "users");

    /// <summary>Returns whether a rule has a wildcard as a verb or resource.</summary>
    public static bool HasWildcard(PolicyRule rule) =>
        rule.Verbs.OrEmpty().Contains(All, StringComparer.Ordinal) || rule.Resources.OrEmpty().Contains(All, StringComparer.Ordinal);

    /// <summary>Returns whether a rule allows impersonation of a user.</summary>
    public static bool Impersonates(PolicyRule rule, string user) =>
        Impersonates(rule) && (rule.ResourceNames.OrEmpty().Count == 0 || rule.ResourceNames.OrEmpty().Contains(user, StringComparer.Ordinal));

    /// <summary>Returns whether a rule allows listing a resource; a rule with resource names does not.</summary>
    public static bool Lists(PolicyRule rule, ConsoleResource resource) =>
        rule.ResourceNames.OrEmpty().Count == 0 && Covers(rule, "list", resource.Group, resource.Name);

    private static bool Has(IReadOnlyList<string>? list, string word) =>
        list.OrEmpty().Contains(word, StringComparer.Ordinal) || list.OrEmpty().Contains(All, StringComparer.Ordinal);

    private void Add(RbacBinding binding, string? @namespace, RbacRole? role)
    {
        // A binding to a role that does not exist grants nothing.
        if (role is null)
        {
            return;
        }

        foreach (RbacSubject subject in binding.Subjects.OrEmpty())
        {
            if (RbacIdentity.KeyOf(subject, @namespace) is { } key)
            {
                if (!_grants.TryGetValue(key, out List<RbacGrant>? grants))
                {
                    _grants.Add(key, grants = []);
                }

                grants.Add(new RbacGrant(binding, @namespace, role, subject.Kind!));
            }
        }
    }
}
