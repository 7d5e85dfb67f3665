using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>Authorizes requests by the roles and bindings in the store, as the RBAC authorizer of an API server does.</summary>
internal static class RbacAuthorizer
{
    private const string Group = "rbac.authorization.k8s.io";
    private const string All = "*";

    // Stored objects are immutable, so each is parsed once.
    private static readonly ConditionalWeakTable<StoredObject, Binding> s_bindings = new();
    private static readonly ConditionalWeakTable<StoredObject, Rule[]> s_roles = new();

    public static bool Allows(StoreSnapshot snapshot, Caller caller, AccessCheck check) =>
        RulesOf(snapshot, caller, check.Namespace).Any(rule => rule.Allows(check));

    /// <summary>The rules of a role that is being written.</summary>
    public static Rule[] RulesOf(JsonObject role) => [.. (role["rules"] as JsonArray ?? []).OfType<JsonObject>().Select(Rule.Parse)];

    /// <summary>The rules of the role that a binding refers to; null if the role does not exist.</summary>
    public static Rule[]? RulesOfRole(StoreSnapshot snapshot, string @namespace, string kind, string name)
    {
        var key = kind == "ClusterRole"
            ? new ObjectKey($"clusterroles.{Group}", string.Empty, name)
            : new ObjectKey($"roles.{Group}", @namespace, name);
        return snapshot.Objects.TryGetValue(key, out StoredObject? role) ? s_roles.GetValue(role, found => RulesOf(found.Json)) : null;
    }

    private static IEnumerable<Rule> RulesOf(StoreSnapshot snapshot, Caller caller, string @namespace)
    {
        foreach (StoredObject found in snapshot.Objects.Values)
        {
            bool isClusterScoped = found.Kind.Plural == "clusterrolebindings";
            if (!isClusterScoped && (found.Kind.Plural != "rolebindings" || @namespace.Length == 0 || found.Namespace != @namespace))
            {
                continue;
            }

            Binding binding = s_bindings.GetValue(found, Binding.Parse);
            if (binding.Subjects.Any(subject => subject.Matches(caller)))
            {
                foreach (Rule rule in RulesOfRole(snapshot, found.Namespace, binding.RoleKind, binding.RoleName) ?? [])
                {
                    yield return rule;
                }
            }
        }
    }

    /// <summary>A rule of a role.</summary>
    internal sealed record Rule(string[] Verbs, string[] Groups, string[] Resources, string[] Names)
    {
        public static Rule Parse(JsonObject rule) =>
            new(ReadStrings(rule, "verbs"), ReadStrings(rule, "apiGroups"), ReadStrings(rule, "resources"), ReadStrings(rule, "resourceNames"));

        public bool Allows(AccessCheck check)
        {
            string resource = check.Subresource.Length == 0 ? check.Resource : $"{check.Resource}/{check.Subresource}";
            return check.Path is null
                && ContainsOrAll(Verbs, check.Verb)
                && ContainsOrAll(Groups, check.Group)
                && (ContainsOrAll(Resources, resource) || (check.Subresource.Length > 0 && Resources.Contains($"*/{check.Subresource}", StringComparer.Ordinal)))
                && (Names.Length == 0 || Names.Contains(check.Name, StringComparer.Ordinal));
        }

        /// <summary>The actions that the rule allows.</summary>
        public IEnumerable<AccessCheck> AccessChecks(string @namespace) =>
            from verb in Verbs
            from @group in Groups
            from resource in Resources
            from name in Names.Length == 0 ? [string.Empty] : Names
            select new AccessCheck(verb, @group, resource, string.Empty, @namespace, name, null);

        public override string ToString()
        {
            string names = Names.Length == 0 ? string.Empty : $", ResourceNames:[{Quoted(Names)}]";
            return $"{{APIGroups:[{Quoted(Groups)}], Resources:[{Quoted(Resources)}]{names}, Verbs:[{Quoted(Verbs)}]}}";
        }

        private static string Quoted(string[] texts) => string.Join(' ', texts.Select(text => $"\"{text}\""));

        private static bool ContainsOrAll(string[] list, string item) =>
            list.Contains(item, StringComparer.Ordinal) || list.Contains(All, StringComparer.Ordinal);

        private static string[] ReadStrings(JsonObject rule, string name) => [.. (rule[name] as JsonArray ?? []).Select(item => (string)item!)];
    }

    private sealed record Binding(string RoleKind, string RoleName, Subject[] Subjects)
    {
        public static Binding Parse(StoredObject stored) => new(
            (string?)stored.Json["roleRef"]?["kind"] ?? string.Empty,
            (string?)stored.Json["roleRef"]?["name"] ?? string.Empty,
            [.. (stored.Json["subjects"] as JsonArray ?? []).Select(subject => new Subject(
                (string?)subject!["kind"] ?? string.Empty,
                (string?)subject["name"] ?? string.Empty,
                (string?)subject["namespace"] ?? stored.Namespace))]);
    }

    private sealed record Subject(string Kind, string Name, string Namespace)
    {
        public bool Matches(Caller caller) => Kind switch
        {
            "User" => caller.Name == Name,
            "Group" => caller.Groups.Contains(Name, StringComparer.Ordinal),
            "ServiceAccount" => caller.Name == $"system:serviceaccount:{Namespace}:{Name}",
            _ => false,
        };
    }
}
