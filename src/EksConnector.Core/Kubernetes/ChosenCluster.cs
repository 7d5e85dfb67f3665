namespace EksConnector.Core.Kubernetes;

/// <summary>A cluster that a target chose.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Namespace">The connector's namespace; null for the usual one.</param>
public sealed record ChosenCluster(ClusterReference Cluster, string? Namespace);
