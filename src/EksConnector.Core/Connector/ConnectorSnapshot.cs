using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>
/// What was read of the connector at one moment. Rules are pure functions over it, so that the same snapshot
/// always says the same.
/// </summary>
internal sealed record ConnectorSnapshot
{
    /// <summary>The kubeconfig context, or the host name of the API server.</summary>
    public required string Context { get; init; }

    public required string Namespace { get; init; }

    /// <summary>When it was taken, in UTC by the caller's clock.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The StatefulSet; null where the caller may not read it.</summary>
    public StatefulSet? StatefulSet { get; init; }

    /// <summary>Whether the connector is installed and turned off.</summary>
    public bool IsScaledToZero => StatefulSet?.Spec?.Replicas == 0;

    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>The version of the list of pods, from which a watch goes on.</summary>
    public string? PodsVersion { get; init; }

    /// <summary>The label selector of the pods.</summary>
    public string PodSelector { get; init; } = ConnectorNames.PodSelector;

    /// <summary>The namespace's events, warnings at least; null where they were not asked for or may not be read.</summary>
    public IReadOnlyList<KubernetesEvent>? Events { get; init; }

    /// <summary>What was read of the cluster besides; null where it was not asked for.</summary>
    public ClusterDetail? Detail { get; init; }
}

/// <summary>What was read of a cluster besides the connector's own objects.</summary>
/// <param name="ServerVersion">The API server's version; null where it may not be read.</param>
/// <param name="Nodes">The nodes that pods run on, by name; all nodes where a pod has none. Null where they may not be read.</param>
internal sealed record ClusterDetail(string? ServerVersion, IReadOnlyDictionary<string, Node>? Nodes);
