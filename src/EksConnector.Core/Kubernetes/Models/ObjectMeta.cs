namespace EksConnector.Core.Kubernetes.Models;

/// <summary>The standard metadata of an object (<c>meta/v1 ObjectMeta</c>), as far as the module reads it.</summary>
public sealed record ObjectMeta(
    string? Name = null,
    string? Namespace = null,
    string? Uid = null,
    string? ResourceVersion = null,
    DateTimeOffset? CreationTimestamp = null,
    DateTimeOffset? DeletionTimestamp = null,
    IReadOnlyDictionary<string, string>? Labels = null,
    IReadOnlyDictionary<string, string>? Annotations = null);
