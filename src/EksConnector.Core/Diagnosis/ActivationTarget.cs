namespace EksConnector.Core.Diagnosis;

/// <summary>The information that the user specified about the registration of one cluster.</summary>
/// <param name="Context">The context, as specified in a target; null for the current context, or if no cluster is queried.</param>
/// <param name="ClusterName">The name of the cluster in Amazon EKS; null to detect it.</param>
/// <param name="Region">The Region of the registration; null to detect it.</param>
internal sealed record ActivationTarget(string? Context, string? ClusterName, string? Region);
