using EksConnector.Core.Aws;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>What is asked of <see cref="GrantImpersonationOperation"/>.</summary>
public sealed record GrantRequest
{
    /// <summary>Where the clusters are named.</summary>
    public ConnectionSource Source { get; init; } = new();

    /// <summary>Who is granted, and where.</summary>
    public IReadOnlyList<PrincipalTarget> Principals { get; init; } = [];

    /// <summary>How AWS is asked who the caller is; null where nobody wants to know.</summary>
    public AwsConnectionSource? CurrentCaller { get; init; }

    /// <summary>What the principals may read.</summary>
    public ConsoleAccess Access { get; init; }

    /// <summary>The namespaces of <see cref="ConsoleAccess.ConsoleNamespace"/>.</summary>
    public IReadOnlyList<string> AccessNamespaces { get; init; } = [];

    /// <summary>How many clusters are worked on at the same time, 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>Whether the results come in the order of the clusters, and not as they are ready.</summary>
    internal bool KeepsOrder { get; init; }

    /// <summary>Whether the requests are told as well.</summary>
    public bool Verbose { get; init; }
}
