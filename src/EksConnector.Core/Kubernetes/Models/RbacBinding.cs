namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A ClusterRoleBinding or a RoleBinding (<c>rbac/v1</c>).</summary>
public sealed record RbacBinding(ObjectMeta? Metadata, RoleReference? RoleRef, IReadOnlyList<RbacSubject>? Subjects) : IKubernetesObject;
