using EksConnector.Core.Aws;
using EksConnector.Core.Fleets;

namespace EksConnector.Core.Diagnosis;

/// <summary>What is asked of <see cref="TestConnectorOperation"/>.</summary>
internal record DiagnosisRequest : FleetRequest
{
    /// <summary>Who asks AWS, and where.</summary>
    public AwsConnectionSource Aws { get; init; } = new();

    /// <summary>Whether AWS is left out.</summary>
    public bool SkipAws { get; init; }

    /// <summary>What is known of the registrations of contexts. What is not given is found out.</summary>
    public IReadOnlyList<ActivationTarget> Registrations { get; init; } = [];

    /// <summary>Whether the caller asked for AWS: without its answer, that is an error and not only a check that is skipped.</summary>
    internal bool WantsAws => Aws.IsGiven || Registrations.Any(registration => (registration.ClusterName ?? registration.Region) is not null);

    /// <summary>The ARNs of the principals that are judged; empty for the caller that AWS names, where AWS is asked.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>How near an expiry is that is warned of.</summary>
    public TimeSpan ExpiryWarning { get; init; } = TimeSpan.FromHours(12);
}
