namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A Role (<c>rbac.authorization.k8s.io/v1 Role</c>).</summary>
public sealed record Role(ObjectMeta? Metadata, IReadOnlyList<PolicyRule>? Rules = null) : IKubernetesObject;
