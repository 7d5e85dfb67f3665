namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What was observed of a StatefulSet.</summary>
public sealed record StatefulSetStatus(long? ObservedGeneration, int? Replicas, int? ReadyReplicas);
