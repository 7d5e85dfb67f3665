using EksConnector.Core.Diagnosis;

namespace EksConnector.Core.Activation;

/// <summary>
/// The request of <see cref="TestActivationOperation"/>. If clusters are queried, its registrations add what is known about a context;
/// otherwise, they are the registrations to test.
/// </summary>
internal sealed record ActivationRequest : DiagnosisRequest
{
    /// <summary>Whether the clusters are not queried.</summary>
    public bool SkipKubernetes { get; init; }

    /// <summary>The path of a manifest, or of values for the Helm chart, to test instead of a cluster; null for a cluster.</summary>
    public string? ManifestPath { get; init; }
}
