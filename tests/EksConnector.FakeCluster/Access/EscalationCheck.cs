using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>The escalation check of RBAC: a caller who writes roles and bindings can only grant permissions that the caller has.</summary>
internal sealed class EscalationCheck(AccessTable access)
{
    private const string Rbac = "rbac.authorization.k8s.io";

    /// <exception cref="ApiError">The caller would grant permissions that the caller does not have.</exception>
    public void EnsureAllowed(Caller caller, ResourceKind kind, JsonObject value, ObjectStore store)
    {
        if (kind.Group != Rbac || caller.Groups.Contains("system:masters", StringComparer.Ordinal))
        {
            return;
        }

        string @namespace = (string?)value["metadata"]?["namespace"] ?? string.Empty;
        string name = (string?)value["metadata"]?["name"] ?? string.Empty;
        if (kind.Plural is "clusterroles" or "roles")
        {
            if (!access.Allows(caller, new AccessCheck("escalate", Rbac, kind.Plural, string.Empty, @namespace, name, null), store))
            {
                EnsureHeld(caller, kind, name, @namespace, RbacAuthorizer.RulesOf(value), store);
            }

            return;
        }

        string roleKind = (string?)value["roleRef"]?["kind"] ?? string.Empty;
        string roleName = (string?)value["roleRef"]?["name"] ?? string.Empty;
        ResourceKind role = ResourceKinds.Named(roleKind == "ClusterRole" ? "clusterroles" : "roles");
        if (access.Allows(caller, new AccessCheck("bind", Rbac, role.Plural, string.Empty, @namespace, roleName, null), store))
        {
            return;
        }

        RbacAuthorizer.Rule[] rules = RbacAuthorizer.RulesOfRole(store.Current, @namespace, roleKind, roleName)
            ?? throw ApiError.NotFound(role, roleName);
        EnsureHeld(caller, kind, name, @namespace, rules, store);
    }

    private void EnsureHeld(Caller caller, ResourceKind kind, string name, string @namespace, RbacAuthorizer.Rule[] rules, ObjectStore store)
    {
        RbacAuthorizer.Rule[] missing = [.. rules.Where(rule => !rule.AccessChecks(@namespace).All(check => access.Allows(caller, check, store)))];
        if (missing.Length > 0)
        {
            throw ApiError.Escalation(kind, name, caller, string.Join('\n', missing.Select(rule => rule.ToString())));
        }
    }
}
