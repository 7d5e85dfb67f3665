namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A ClusterRole or a Role (<c>rbac/v1</c>).</summary>
public sealed record RbacRole(ObjectMeta? Metadata, IReadOnlyList<PolicyRule>? Rules) : IKubernetesObject;
