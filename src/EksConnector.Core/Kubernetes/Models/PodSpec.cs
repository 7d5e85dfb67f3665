namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What a pod should be.</summary>
public sealed record PodSpec(
    string? NodeName = null,
    IReadOnlyList<Container>? Containers = null,
    IReadOnlyList<Container>? InitContainers = null,
    IReadOnlyList<PodReadinessGate>? ReadinessGates = null,
    IReadOnlyDictionary<string, string>? NodeSelector = null,
    IReadOnlyList<Toleration>? Tolerations = null,
    Affinity? Affinity = null,
    string? ServiceAccountName = null,
    IReadOnlyList<Volume>? Volumes = null);
