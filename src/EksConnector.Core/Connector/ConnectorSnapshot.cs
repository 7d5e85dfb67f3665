using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Connector;

/// <summary>
/// The state of the connector at one point in time. Rules are pure functions of a snapshot, so the same snapshot always gives the
/// same result.
/// </summary>
internal sealed record ConnectorSnapshot
{
    /// <summary>The kubeconfig context, or the host name of the API server.</summary>
    public required string Context { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The time of the snapshot (UTC), according to the time provider.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The StatefulSet; null if the caller is not permitted to read it.</summary>
    public StatefulSet? StatefulSet { get; init; }

    /// <summary>Whether the connector is installed but scaled to zero replicas.</summary>
    public bool IsScaledToZero => StatefulSet?.Spec?.Replicas == 0;

    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>The resource version of the list of Pods, at which a watch starts.</summary>
    public string? PodsVersion { get; init; }

    /// <summary>The label selector of the Pods.</summary>
    public string PodSelector { get; init; } = ConnectorNames.PodSelector;

    /// <summary>The events of the namespace, at least the warnings; null if they were not requested or cannot be read.</summary>
    public IReadOnlyList<KubernetesEvent>? Events { get; init; }

    /// <summary>The details of the cluster; null if they were not requested.</summary>
    public ClusterDetail? Detail { get; init; }
}

/// <summary>The details of a cluster other than the connector's own objects.</summary>
/// <param name="ServerVersion">The version of the API server; null if it cannot be read.</param>
/// <param name="Nodes">The nodes that Pods run on, by name, or all nodes if a Pod is not scheduled; null if they cannot be read.</param>
internal sealed record ClusterDetail(string? ServerVersion, IReadOnlyDictionary<string, Node>? Nodes);
