using EksConnector.Core.Diagnosis;

namespace EksConnector.Core.Activation;

/// <summary>
/// What is asked of <see cref="TestActivationOperation"/>. Its registrations are what is known of a context where clusters are asked,
/// and all that are meant where none is.
/// </summary>
internal sealed record ActivationRequest : DiagnosisRequest
{
    /// <summary>Whether the clusters are left out.</summary>
    public bool SkipKubernetes { get; init; }

    /// <summary>A manifest, or values for the Helm chart, to be looked at in place of a cluster; null for a cluster.</summary>
    public string? ManifestPath { get; init; }
}
