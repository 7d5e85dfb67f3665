namespace EksConnector.Core.Kubernetes.Models;

/// <summary>
/// A Secret (<c>core/v1 Secret</c>). Its values are base64-encoded as in the API. Code that reads a value keeps only the facts that
/// are needed.
/// </summary>
public sealed record Secret(ObjectMeta? Metadata, string? Type = null, IReadOnlyDictionary<string, SecretText>? Data = null, bool? Immutable = null) : IKubernetesObject;

/// <summary>A service account (<c>core/v1 ServiceAccount</c>); only its metadata is read.</summary>
public sealed record ServiceAccount(ObjectMeta? Metadata) : IKubernetesObject;

/// <summary>A namespace (<c>core/v1 Namespace</c>); only its name is read.</summary>
public sealed record NamespaceObject(ObjectMeta? Metadata) : IKubernetesObject;
