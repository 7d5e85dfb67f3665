namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A RoleBinding (<c>rbac.authorization.k8s.io/v1 RoleBinding</c>).</summary>
public sealed record RoleBinding(ObjectMeta? Metadata, RoleRef? RoleRef = null, IReadOnlyList<Subject>? Subjects = null) : IKubernetesObject;
