namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What a StatefulSet should be. Replicas left out means 1.</summary>
public sealed record StatefulSetSpec(
    int? Replicas = null,
    string? PodManagementPolicy = null,
    StatefulSetOrdinals? Ordinals = null,
    LabelSelector? Selector = null,
    PodTemplate? Template = null);
