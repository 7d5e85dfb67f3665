using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>What Kubernetes says of the StatefulSet, its pods and their nodes. It has plain values alone, and no secret.</summary>
internal sealed record WorkloadFacts
{
    /// <summary>The connector's namespace; null where it was not asked for.</summary>
    public NamespaceFacts? Namespace { get; init; }

    /// <summary>The pods that the StatefulSet should have made by now, and has not.</summary>
    public IReadOnlyList<string> MissingPods { get; init; } = [];

    /// <summary>The events of the StatefulSet, newest first.</summary>
    public IReadOnlyList<WorkloadEvent> Events { get; init; } = [];

    /// <summary>Why events were not read; null where they were.</summary>
    public Unread? EventsUnread { get; init; }

    /// <summary>The pods, in the order of their numbers.</summary>
    public IReadOnlyList<WorkloadPod> Pods { get; init; } = [];

    /// <summary>The nodes that pods are on.</summary>
    public IReadOnlyList<WorkloadNode> Nodes { get; init; } = [];

    /// <summary>Why nodes were not read; null where they were.</summary>
    public Unread? NodesUnread { get; init; }

    /// <summary>The platforms of the nodes that were read: all nodes where a pod has none.</summary>
    public IReadOnlyList<PlatformCount> Platforms { get; init; } = [];

    /// <summary>The images that the StatefulSet names; those of its pods where it was not read.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Finds the node of a pod.</summary>
    /// <returns>The node; null where the pod has none, or it was not read.</returns>
    public WorkloadNode? NodeOf(WorkloadPod pod) => Nodes.FirstOrDefault(node => node.Name == pod.Node);
}
