using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>The kinds that the cluster keeps: a line here is all that a new one needs.</summary>
internal static class ResourceKinds
{
    private const string Rbac = "rbac.authorization.k8s.io";

    public static readonly IReadOnlyList<ResourceKind> All =
    [
        new("", "configmaps", "ConfigMap", true, ["cm"]),
        new("", "events", "Event", true, ["ev"], "type", "reason", "source>source.component", "reportingComponent", "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.fieldPath"),
        new("", "namespaces", "Namespace", false, ["ns"], "status.phase"),
        new("", "nodes", "Node", false, ["no"], "spec.unschedulable"),
        new("", "pods", "Pod", true, ["po"], "spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName", "status.phase", "status.podIP") { Subresources = ["exec", "log"] },
        new("", "secrets", "Secret", true, [], "type"),
        new("", "serviceaccounts", "ServiceAccount", true, ["sa"]),
        new("apps", "statefulsets", "StatefulSet", true, ["sts"]),
        new(Rbac, "clusterrolebindings", "ClusterRoleBinding", false, []),
        new(Rbac, "clusterroles", "ClusterRole", false, []),
        new(Rbac, "rolebindings", "RoleBinding", true, []),
        new(Rbac, "roles", "Role", true, []),
    ];

    /// <summary>The API groups that the server knows, besides the core group.</summary>
    public static readonly IReadOnlyList<string> Groups = ["apps", "authentication.k8s.io", "authorization.k8s.io", Rbac];

    public static ResourceKind? Find(string group, string plural) =>
        All.FirstOrDefault(kind => kind.Group == group && kind.Plural == plural);

    /// <summary>The kind with a plural name; the names are unique.</summary>
    public static ResourceKind Named(string plural) =>
        All.FirstOrDefault(kind => kind.Plural == plural)
        ?? throw new ArgumentException($"The fake cluster keeps no {plural}.", nameof(plural));

    /// <summary>The kind of an object, from its own words.</summary>
    public static ResourceKind Of(JsonObject value)
    {
        var name = (string?)value["kind"];
        var version = (string?)value["apiVersion"];
        return All.FirstOrDefault(kind => kind.Kind == name && kind.GroupVersion == version)
            ?? throw new ArgumentException($"The fake cluster keeps no {name} of {version}.", nameof(value));
    }
}
