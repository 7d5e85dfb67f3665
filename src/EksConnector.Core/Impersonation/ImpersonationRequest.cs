using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>What is asked of <see cref="GetImpersonationOperation"/>.</summary>
public sealed record ImpersonationRequest
{
    /// <summary>Where the clusters are named.</summary>
    public ConnectionSource Source { get; init; } = new();

    /// <summary>The clusters and namespaces; empty for the current context.</summary>
    public IReadOnlyList<ClusterTarget> Targets { get; init; } = [];

    /// <summary>The users to show, by name or wildcard pattern; empty for all. Rules for everybody are always shown.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>How many clusters are asked at the same time, 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>Whether the results come in the order of the clusters, and not as they are ready.</summary>
    internal bool KeepsOrder { get; init; }

    /// <summary>Whether the requests are told as well.</summary>
    public bool Verbose { get; init; }
}
