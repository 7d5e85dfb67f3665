namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A ClusterRole or a Role (<c>rbac/v1</c>).</summary>
public sealed record RbacRole(ObjectMeta? Metadata, IReadOnlyList<PolicyRule>? Rules) : IKubernetesObject;

/// <summary>A ClusterRoleBinding or a RoleBinding (<c>rbac/v1</c>).</summary>
public sealed record RbacBinding(ObjectMeta? Metadata, RoleReference? RoleRef, IReadOnlyList<RbacSubject>? Subjects) : IKubernetesObject;

/// <summary>A subject of a binding (<c>rbac/v1 Subject</c>): a User, a Group or a ServiceAccount.</summary>
public sealed record RbacSubject(string? Kind, string? Name, string? Namespace = null);

/// <summary>The role of a binding (<c>rbac/v1 RoleRef</c>): a ClusterRole, or a Role in the namespace of the binding.</summary>
public sealed record RoleReference(string? Kind, string? Name);

/// <summary>A rule of a role (<c>rbac/v1 PolicyRule</c>). Rules are additive; an empty <see cref="ResourceNames"/> matches all names.</summary>
public sealed record PolicyRule(
    IReadOnlyList<string>? Verbs = null,
    IReadOnlyList<string>? ApiGroups = null,
    IReadOnlyList<string>? Resources = null,
    IReadOnlyList<string>? ResourceNames = null);
