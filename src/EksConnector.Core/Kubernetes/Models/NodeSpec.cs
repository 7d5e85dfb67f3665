namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What a node should be.</summary>
public sealed record NodeSpec(bool Unschedulable = false, IReadOnlyList<Taint>? Taints = null);
