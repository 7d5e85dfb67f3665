namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>An entry of <c>contexts</c>.</summary>
internal sealed record ContextEntry
{
    public required string Name { get; init; }

    /// <summary>The name of the cluster entry; null for none.</summary>
    public string? Cluster { get; init; }

    /// <summary>The name of the user entry; null for none.</summary>
    public string? User { get; init; }

    public string? Namespace { get; init; }
}
