using EksConnector.Core.Aws;
using EksConnector.Core.Fleets;

namespace EksConnector.Core.Diagnosis;

/// <summary>The request of <see cref="TestConnectorOperation"/>.</summary>
internal record DiagnosisRequest : FleetRequest
{
    /// <summary>The AWS connection settings.</summary>
    public AwsConnectionSource Aws { get; init; } = new();

    /// <summary>Whether AWS is not queried.</summary>
    public bool SkipAws { get; init; }

    /// <summary>The known registrations of contexts; missing information is detected.</summary>
    public IReadOnlyList<ActivationTarget> Registrations { get; init; } = [];

    /// <summary>Whether the user requested AWS, so that a failed query is an error and not only a skipped check.</summary>
    internal bool WantsAws => Aws.IsGiven || Registrations.Any(registration => (registration.ClusterName ?? registration.Region) is not null);

    /// <summary>The ARNs of the principals to check; if empty, the AWS identity of the caller, if AWS is queried.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>Results of Test-EksConnectorEndpoint, which are evidence about the connections of the Pods.</summary>
    public IReadOnlyList<EndpointResult> Endpoints { get; init; } = [];

    /// <summary>The time before the expiry at which a warning is reported.</summary>
    public TimeSpan ExpiryWarning { get; init; } = TimeSpan.FromHours(12);
}
