namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A StatefulSet (<c>apps/v1 StatefulSet</c>) with the fields that the module reads.</summary>
public sealed record StatefulSet(ObjectMeta? Metadata, StatefulSetSpec? Spec) : IKubernetesObject;

/// <summary>The specification of a StatefulSet. The default number of replicas is 1.</summary>
public sealed record StatefulSetSpec(
    int? Replicas = null,
    string? PodManagementPolicy = null,
    StatefulSetOrdinals? Ordinals = null,
    LabelSelector? Selector = null,
    PodTemplate? Template = null);

/// <summary>The start ordinal of a StatefulSet.</summary>
public sealed record StatefulSetOrdinals(int Start);
