namespace EksConnector.Core.Kubernetes.Models;

/// <summary>One change that a watch tells (<c>meta/v1 WatchEvent</c>): ADDED, MODIFIED, DELETED or BOOKMARK.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
public sealed record WatchEvent<T>(string? Type, T? Object);
