using System.Text.Json.Nodes;

namespace EksConnector.Benchmarks;

/// <summary>Creates RBAC objects.</summary>
internal static class RbacObjects
{
    public const string Group = "rbac.authorization.k8s.io";

    /// <summary>A ClusterRole that permits impersonating a user.</summary>
    public static JsonObject Impersonator(string name, string user) => ClusterRole(name, new JsonArray(new JsonObject
    {
        ["apiGroups"] = new JsonArray(string.Empty),
        ["resources"] = new JsonArray("users"),
        ["verbs"] = new JsonArray("impersonate"),
        ["resourceNames"] = new JsonArray(user),
    }));

    /// <summary>Binds a ClusterRole to the connector's service account.</summary>
    public static JsonObject ImpersonatorBinding(string name, string @namespace) => ClusterRoleBinding(name, new JsonObject
    {
        ["kind"] = "ServiceAccount",
        ["name"] = "eks-connector",
        ["namespace"] = @namespace,
    });

    public static JsonObject ClusterRole(string name, JsonArray rules) => new()
    {
        ["apiVersion"] = Group + "/v1",
        ["kind"] = "ClusterRole",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["rules"] = rules,
    };

    /// <summary>Binds the ClusterRole of the same name.</summary>
    public static JsonObject ClusterRoleBinding(string name, JsonObject subject) => new()
    {
        ["apiVersion"] = Group + "/v1",
        ["kind"] = "ClusterRoleBinding",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = "ClusterRole", ["name"] = name },
        ["subjects"] = new JsonArray(subject),
    };
}
