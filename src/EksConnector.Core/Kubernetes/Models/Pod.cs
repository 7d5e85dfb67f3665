namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A pod (<c>core/v1 Pod</c>), as far as the module reads it.</summary>
public sealed record Pod(ObjectMeta? Metadata, PodSpec? Spec, PodStatus? Status) : IKubernetesObject;
