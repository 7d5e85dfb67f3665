namespace EksConnector.Core.Kubernetes;

/// <summary>A cluster that a target selects.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Namespace">The namespace of the connector; null for the default.</param>
public sealed record SelectedCluster(ClusterReference Cluster, string? Namespace);
