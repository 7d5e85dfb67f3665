namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A StatefulSet (<c>apps/v1 StatefulSet</c>), as far as the module reads it.</summary>
public sealed record StatefulSet(ObjectMeta? Metadata, StatefulSetSpec? Spec) : IKubernetesObject;

/// <summary>What a StatefulSet should be. Replicas left out means 1.</summary>
public sealed record StatefulSetSpec(
    int? Replicas = null,
    string? PodManagementPolicy = null,
    StatefulSetOrdinals? Ordinals = null,
    LabelSelector? Selector = null,
    PodTemplate? Template = null);

/// <summary>Where a StatefulSet begins to count its pods.</summary>
public sealed record StatefulSetOrdinals(int Start);
