namespace EksConnector.Core.Diagnosis;

/// <summary>What the user knows of one cluster's registration.</summary>
/// <param name="Context">The context that it is about, as a target names it; null for the current one, and where no cluster is asked.</param>
/// <param name="ClusterName">The cluster's name in EKS; null to find it out.</param>
/// <param name="Region">The region in which it is registered; null to find it out.</param>
internal sealed record ActivationTarget(string? Context, string? ClusterName, string? Region);
