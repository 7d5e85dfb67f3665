using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>What is asked of <see cref="RevokeImpersonationOperation"/>.</summary>
public sealed record RevokeRequest
{
    /// <summary>Where the clusters are named.</summary>
    public ConnectionSource Source { get; init; } = new();

    /// <summary>Who is revoked, and where.</summary>
    public IReadOnlyList<PrincipalTarget> Principals { get; init; } = [];

    /// <summary>Whether what the principals may read stays.</summary>
    public bool KeepAccess { get; init; }

    /// <summary>How many clusters are worked on at the same time, 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>Whether the results come in the order of the clusters, and not as they are ready.</summary>
    internal bool KeepsOrder { get; init; }

    /// <summary>Whether the requests are told as well.</summary>
    public bool Verbose { get; init; }
}
