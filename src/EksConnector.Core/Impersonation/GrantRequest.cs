using EksConnector.Core.Aws;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Impersonation;

/// <summary>The request of <see cref="GrantImpersonationOperation"/>.</summary>
public sealed record GrantRequest
{
    /// <summary>The source of the clusters: a kubeconfig or a server address.</summary>
    public ConnectionSource Source { get; init; } = new();

    /// <summary>The principals and their clusters.</summary>
    public IReadOnlyList<PrincipalTarget> Principals { get; init; } = [];

    /// <summary>The AWS connection settings to identify the caller; null if the caller does not need to be identified.</summary>
    public AwsConnectionSource? CurrentCaller { get; init; }

    /// <summary>The read access of the principals.</summary>
    public ConsoleAccess Access { get; init; }

    /// <summary>The namespaces for <see cref="ConsoleAccess.ConsoleNamespace"/>.</summary>
    public IReadOnlyList<string> AccessNamespaces { get; init; } = [];

    /// <summary>The maximum number of clusters that are processed concurrently, 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>Whether the results keep the order of the clusters instead of the order of completion.</summary>
    internal bool KeepsOrder { get; init; }

    /// <summary>Whether requests are written to the verbose log.</summary>
    public bool Verbose { get; init; }
}
