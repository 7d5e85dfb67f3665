namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>One entry of <c>contexts</c>: which user asks which cluster.</summary>
internal sealed record ContextEntry
{
    public required string Name { get; init; }

    /// <summary>The name of the cluster's entry; null where there is none.</summary>
    public string? Cluster { get; init; }

    /// <summary>The name of the user's entry; null where there is none.</summary>
    public string? User { get; init; }

    public string? Namespace { get; init; }
}
