namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What a pod demands of its node.</summary>
public sealed record NodeAffinity(NodeSelector? RequiredDuringSchedulingIgnoredDuringExecution);
