namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A list as the API server gives it.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed record ResourceList<T>(ListMeta? Metadata, IReadOnlyList<T>? Items);
