namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A service account (<c>core/v1 ServiceAccount</c>); only its metadata is read.</summary>
public sealed record ServiceAccount(ObjectMeta? Metadata) : IKubernetesObject;
