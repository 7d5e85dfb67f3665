using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Activation;

/// <summary>What is asked of <see cref="TestActivationOperation"/>.</summary>
public sealed record ActivationRequest : FleetRequest
{
    /// <summary>Who asks AWS, and where.</summary>
    public AwsConnectionSource Aws { get; init; } = new();

    /// <summary>
    /// The names of the clusters in EKS by context, as the targets name it; the empty string stands for the current context. What has
    /// no name here is found out.
    /// </summary>
    public IReadOnlyDictionary<string, string> NamesByContext { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The names of the clusters in EKS, where no cluster is asked.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether AWS is left out.</summary>
    public bool SkipAws { get; init; }

    /// <summary>Whether the clusters are left out.</summary>
    public bool SkipKubernetes { get; init; }

    /// <summary>A manifest, or values for the Helm chart, to be looked at in place of a cluster; null for a cluster.</summary>
    public string? ManifestPath { get; init; }

    /// <summary>How near an expiry is that is warned of.</summary>
    public TimeSpan ExpiryWarning { get; init; } = TimeSpan.FromHours(12);
}
