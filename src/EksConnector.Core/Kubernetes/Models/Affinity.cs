namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Where a pod wants to run; only what it demands of nodes is read.</summary>
public sealed record Affinity(NodeAffinity? NodeAffinity);
