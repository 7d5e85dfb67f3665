using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>The kinds that the cluster stores. To add a kind, add a line.</summary>
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

    /// <summary>The API groups of the server, without the core group.</summary>
    public static readonly IReadOnlyList<string> Groups = ["apps", "authentication.k8s.io", "authorization.k8s.io", Rbac];

    public static ResourceKind? Find(string group, string plural) =>
        All.FirstOrDefault(kind => kind.Group == group && kind.Plural == plural);

    /// <summary>Returns the kind with a plural name, which is unique.</summary>
    public static ResourceKind Named(string plural) =>
        All.FirstOrDefault(kind => kind.Plural == plural)
        ?? throw new ArgumentException($"The fake cluster does not support {plural}.", nameof(plural));

    /// <summary>Returns the kind of an object by its fields kind and apiVersion.</summary>
    public static ResourceKind Of(JsonObject value)
    {
        var name = (string?)value["kind"];
        var version = (string?)value["apiVersion"];
        return All.FirstOrDefault(kind => kind.Kind == name && kind.GroupVersion == version)
            ?? throw new ArgumentException($"The fake cluster does not support {name} of {version}.", nameof(value));
    }
}
