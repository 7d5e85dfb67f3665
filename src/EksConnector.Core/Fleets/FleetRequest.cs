using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Fleets;

/// <summary>The settings that requests for clusters have in common: the clusters, the connection and the concurrency.</summary>
public abstract record FleetRequest
{
    /// <summary>The source of the clusters: a kubeconfig or a server address.</summary>
    public ConnectionSource Source { get; init; } = new();

    /// <summary>The clusters and namespaces; if empty, the current context.</summary>
    public IReadOnlyList<ClusterTarget> Targets { get; init; } = [];

    /// <summary>The maximum number of clusters that are queried concurrently, 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>Whether the results keep the order of the clusters instead of the order of completion.</summary>
    internal bool KeepsOrder { get; init; }

    /// <summary>Whether requests are written to the verbose log.</summary>
    public bool Verbose { get; init; }
}
