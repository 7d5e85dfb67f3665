namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A namespace (<c>core/v1 Namespace</c>); only its name is read.</summary>
public sealed record NamespaceObject(ObjectMeta? Metadata) : IKubernetesObject;
