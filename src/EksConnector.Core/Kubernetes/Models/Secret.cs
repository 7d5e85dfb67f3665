namespace EksConnector.Core.Kubernetes.Models;

/// <summary>
/// A Secret (<c>core/v1 Secret</c>). Its values are base64 as the API gives them; who reads one takes the facts that are needed
/// and lets go of it.
/// </summary>
public sealed record Secret(ObjectMeta? Metadata, string? Type = null, IReadOnlyDictionary<string, SecretText>? Data = null) : IKubernetesObject;
