namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A node (<c>core/v1 Node</c>), as far as the module reads it.</summary>
public sealed record Node(ObjectMeta? Metadata, NodeSpec? Spec, NodeStatus? Status) : IKubernetesObject;
