using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>RBAC as a real API server does it: the roles and bindings in the store say who may do what.</summary>
internal static class RbacAuthorizer
{
    private const string Group = "rbac.authorization.k8s.io";
    private const string All = "*";

    // Objects never change once they are stored, so each is read once.
    private static readonly ConditionalWeakTable<StoredObject, Binding> s_bindings = new();
    private static readonly ConditionalWeakTable<StoredObject, Rule[]> s_roles = new();

    public static bool Allows(StoreSnapshot snapshot, Caller caller, AccessCheck question) =>
        RulesOf(snapshot, caller, question.Namespace).Any(rule => rule.Allows(question));

    /// <summary>The rules of a role that is written; null for another kind of object.</summary>
    public static Rule[] RulesOf(JsonObject role) => [.. (role["rules"] as JsonArray ?? []).OfType<JsonObject>().Select(Rule.Of)];

    /// <summary>The rules of the role that a binding refers to; null where there is none.</summary>
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
            bool isForCluster = found.Kind.Plural == "clusterrolebindings";
            if (!isForCluster && (found.Kind.Plural != "rolebindings" || @namespace.Length == 0 || found.Namespace != @namespace))
            {
                continue;
            }

            Binding binding = s_bindings.GetValue(found, Binding.Of);
            if (binding.Subjects.Any(subject => subject.Is(caller)))
            {
                foreach (Rule rule in RulesOfRole(snapshot, found.Namespace, binding.RoleKind, binding.RoleName) ?? [])
                {
                    yield return rule;
                }
            }
        }
    }

    /// <summary>One rule of a role.</summary>
    internal sealed record Rule(string[] Verbs, string[] Groups, string[] Resources, string[] Names)
    {
        public static Rule Of(JsonObject rule) =>
            new(Texts(rule, "verbs"), Texts(rule, "apiGroups"), Texts(rule, "resources"), Texts(rule, "resourceNames"));

        public bool Allows(AccessCheck question)
        {
            string resource = question.Subresource.Length == 0 ? question.Resource : $"{question.Resource}/{question.Subresource}";
            return question.Path is null
                && Has(Verbs, question.Verb)
                && Has(Groups, question.Group)
                && (Has(Resources, resource) || (question.Subresource.Length > 0 && Resources.Contains($"*/{question.Subresource}", StringComparer.Ordinal)))
                && (Names.Length == 0 || Names.Contains(question.Name, StringComparer.Ordinal));
        }

        /// <summary>Everything that the rule allows, one question each.</summary>
        public IEnumerable<AccessCheck> Questions(string @namespace) =>
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

        private static bool Has(string[] list, string word) =>
            list.Contains(word, StringComparer.Ordinal) || list.Contains(All, StringComparer.Ordinal);

        private static string[] Texts(JsonObject rule, string name) => [.. (rule[name] as JsonArray ?? []).Select(item => (string)item!)];
    }

    private sealed record Binding(string RoleKind, string RoleName, Subject[] Subjects)
    {
        public static Binding Of(StoredObject stored) => new(
            (string?)stored.Json["roleRef"]?["kind"] ?? string.Empty,
            (string?)stored.Json["roleRef"]?["name"] ?? string.Empty,
            [.. (stored.Json["subjects"] as JsonArray ?? []).Select(subject => new Subject(
                (string?)subject!["kind"] ?? string.Empty,
                (string?)subject["name"] ?? string.Empty,
                (string?)subject["namespace"] ?? stored.Namespace))]);
    }

    private sealed record Subject(string Kind, string Name, string Namespace)
    {
        public bool Is(Caller caller) => Kind switch
        {
            "User" => caller.Name == Name,
            "Group" => caller.Groups.Contains(Name, StringComparer.Ordinal),
            "ServiceAccount" => caller.Name == $"system:serviceaccount:{Namespace}:{Name}",
            _ => false,
        };
    }
}
