using EksConnector.Core.Aws;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Activation;

/// <summary>What is asked of <see cref="TestActivationOperation"/>.</summary>
public sealed record ActivationRequest : FleetRequest
{
    /// <summary>Who asks AWS, and where.</summary>
    public AwsConnectionSource Aws { get; init; } = new();

    /// <summary>
    /// What is known of the registrations: of a context where clusters are asked, and all that are meant where none is. What is not
    /// given is found out.
    /// </summary>
    public IReadOnlyList<ActivationTarget> Registrations { get; init; } = [];

    /// <summary>Whether AWS is left out.</summary>
    public bool SkipAws { get; init; }

    /// <summary>Whether the clusters are left out.</summary>
    public bool SkipKubernetes { get; init; }

    /// <summary>A manifest, or values for the Helm chart, to be looked at in place of a cluster; null for a cluster.</summary>
    public string? ManifestPath { get; init; }

    /// <summary>How near an expiry is that is warned of.</summary>
    public TimeSpan ExpiryWarning { get; init; } = TimeSpan.FromHours(12);
}
