using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>The kinds of objects that the module reads.</summary>
public static class ResourceTypes
{
    /// <summary>The API group of roles and their bindings.</summary>
    public const string RbacGroup = "rbac.authorization.k8s.io";

    /// <summary>Pods.</summary>
    public static readonly ResourceType<Pod> Pods = new(string.Empty, "v1", "pods", IsNamespaced: true);

    /// <summary>StatefulSets.</summary>
    public static readonly ResourceType<StatefulSet> StatefulSets = new("apps", "v1", "statefulsets", IsNamespaced: true);

    /// <summary>Secrets.</summary>
    public static readonly ResourceType<Secret> Secrets = new(string.Empty, "v1", "secrets", IsNamespaced: true);

    /// <summary>Events of the core group, which every API server serves in addition to events.k8s.io.</summary>
    public static readonly ResourceType<KubernetesEvent> Events = new(string.Empty, "v1", "events", IsNamespaced: true);

    /// <summary>Nodes.</summary>
    public static readonly ResourceType<Node> Nodes = new(string.Empty, "v1", "nodes", IsNamespaced: false);

    /// <summary>Namespaces.</summary>
    public static readonly ResourceType<NamespaceObject> Namespaces = new(string.Empty, "v1", "namespaces", IsNamespaced: false);

    /// <summary>Service accounts.</summary>
    public static readonly ResourceType<ServiceAccount> ServiceAccounts = new(string.Empty, "v1", "serviceaccounts", IsNamespaced: true);

    /// <summary>ClusterRoles.</summary>
    public static readonly ResourceType<RbacRole> ClusterRoles = new(RbacGroup, "v1", "clusterroles", IsNamespaced: false);

    /// <summary>ClusterRoleBindings.</summary>
    public static readonly ResourceType<RbacBinding> ClusterRoleBindings = new(RbacGroup, "v1", "clusterrolebindings", IsNamespaced: false);

    /// <summary>Roles.</summary>
    public static readonly ResourceType<RbacRole> Roles = new(RbacGroup, "v1", "roles", IsNamespaced: true);

    /// <summary>RoleBindings.</summary>
    public static readonly ResourceType<RbacBinding> RoleBindings = new(RbacGroup, "v1", "rolebindings", IsNamespaced: true);
}
