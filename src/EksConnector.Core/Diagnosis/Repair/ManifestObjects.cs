using System.Text;
using System.Text.Json.Nodes;
using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>The objects as in the manifest of the connector.</summary>
internal static class ManifestObjects
{
    private const string RbacVersion = ResourceTypes.RbacGroup + "/v1";

    /// <summary>Returns the Role that permits the connector to store its state.</summary>
    public static JsonObject StateRole(string @namespace, IEnumerable<string> secrets) => new()
    {
        ["apiVersion"] = RbacVersion,
        ["kind"] = "Role",
        ["metadata"] = Metadata(ConnectorNames.StateRole, @namespace),
        ["rules"] = new JsonArray(
            Rule(["get", "update"], secrets),
            Rule(["create"], [])),
    };

    /// <summary>Returns the binding of the role.</summary>
    public static JsonObject StateRoleBinding(string @namespace, ConnectorAccount account) =>
        Binding("RoleBinding", "Role", ConnectorNames.StateRole, @namespace, account);

    /// <summary>Returns the ClusterRole that permits the connector to read the version of the API server.</summary>
    public static ReadOnlyMemory<byte> VersionRole() => Json(new JsonObject
    {
        ["apiVersion"] = RbacVersion,
        ["kind"] = "ClusterRole",
        ["metadata"] = Metadata(ConnectorNames.VersionRole, null),
        ["rules"] = new JsonArray(new JsonObject { ["nonResourceURLs"] = new JsonArray("/version"), ["verbs"] = new JsonArray("get") }),
    });

    /// <summary>Returns the binding of the role.</summary>
    public static ReadOnlyMemory<byte> VersionRoleBinding(ConnectorAccount account) =>
        Json(Binding("ClusterRoleBinding", "ClusterRole", ConnectorNames.VersionRole, null, account));

    /// <summary>Returns the Secret for which the control plane creates a token of the service account.</summary>
    public static ReadOnlyMemory<byte> TokenSecret(string name, ConnectorAccount account)
    {
        JsonObject metadata = Metadata(name, account.Namespace);
        metadata["annotations"] = new JsonObject { ["kubernetes.io/service-account.name"] = account.Name };
        return Json(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = metadata,
            ["type"] = "kubernetes.io/service-account-token",
        });
    }

    private static JsonObject Metadata(string name, string? @namespace)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (@namespace is not null)
        {
            metadata["namespace"] = @namespace;
        }

        return metadata;
    }

    private static JsonObject Rule(IEnumerable<string> verbs, IEnumerable<string> names)
    {
        var rule = new JsonObject { ["apiGroups"] = new JsonArray(string.Empty), ["resources"] = new JsonArray("secrets"), ["verbs"] = List(verbs) };
        if (names.Any())
        {
            rule["resourceNames"] = List(names);
        }

        return rule;
    }

    private static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => JsonValue.Create(item))];

    private static JsonObject Binding(string kind, string roleKind, string name, string? @namespace, ConnectorAccount account) => new()
    {
        ["apiVersion"] = RbacVersion,
        ["kind"] = kind,
        ["metadata"] = Metadata(name, @namespace),
        ["roleRef"] = new JsonObject { ["apiGroup"] = ResourceTypes.RbacGroup, ["kind"] = roleKind, ["name"] = name },
        ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = account.Name, ["namespace"] = account.Namespace }),
    };

    /// <summary>Returns the JSON of an object.</summary>
    public static ReadOnlyMemory<byte> Json(JsonObject value) => Encoding.UTF8.GetBytes(value.ToJsonString());
}
