using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Status;

/// <summary>What is asked of <see cref="GetStatusOperation"/>.</summary>
public sealed record StatusRequest
{
    /// <summary>Where the clusters are named.</summary>
    public ConnectionSource Source { get; init; } = new();

    /// <summary>The clusters and namespaces; empty for the current context.</summary>
    public IReadOnlyList<ClusterTarget> Targets { get; init; } = [];

    /// <summary>How many clusters are asked at the same time, 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>How long to wait until all pods are ready; null to tell the state as it is.</summary>
    public TimeSpan? WaitTimeout { get; init; }

    /// <summary>Whether events, nodes and versions are read as well.</summary>
    public bool Detailed { get; init; }

    /// <summary>Whether the requests are told as well.</summary>
    public bool Verbose { get; init; }
}
