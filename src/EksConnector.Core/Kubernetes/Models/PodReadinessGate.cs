namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A condition that a pod needs besides its containers to be ready.</summary>
public sealed record PodReadinessGate(string? ConditionType);
