namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Who owns an object (<c>meta/v1 OwnerReference</c>).</summary>
public sealed record OwnerReference(string? Kind, string? Name, string? Uid, bool? Controller);
