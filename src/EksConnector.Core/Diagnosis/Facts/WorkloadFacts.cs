using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

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
    public WorkloadNode? NodeOf(PodFacts pod) => Nodes.FirstOrDefault(node => node.Name == pod.Node);
}

/// <summary>What is known of the connector's namespace.</summary>
internal sealed record NamespaceFacts
{
    /// <summary>Whether it is there; null where that could not be read.</summary>
    public bool? IsThere { get; init; }

    /// <summary>Since when it is being deleted (UTC); null where it is not.</summary>
    public DateTimeOffset? DeletedSince { get; init; }

    /// <summary>Why it was not read; null where it was, or is not there.</summary>
    public Unread? Unread { get; init; }
}

/// <summary>An event about the StatefulSet or about a pod.</summary>
internal sealed record WorkloadEvent
{
    /// <summary>The event's reason, such as <c>FailedCreate</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>What happened, in one line and redacted.</summary>
    public required string Message { get; init; }

    /// <summary>Whether it is a warning.</summary>
    public bool IsWarning { get; init; }

    /// <summary>When it was seen last (UTC).</summary>
    public DateTimeOffset LastSeen { get; init; }
}

/// <summary>A node, as far as it matters to the pods on it.</summary>
internal sealed record WorkloadNode
{
    /// <summary>The node's name.</summary>
    public required string Name { get; init; }

    /// <summary>What its condition Ready says: <c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Ready { get; init; }

    /// <summary>Why it is not ready, in one line; null where it says nothing.</summary>
    public string? ReadyMessage { get; init; }

    /// <summary>Since when (UTC); null where it does not say.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>Operating system and architecture, such as <c>linux/amd64</c>; null where it does not say.</summary>
    public string? Platform { get; init; }
}

/// <summary>How many nodes there are of a platform.</summary>
/// <param name="Platform">Operating system and architecture, such as <c>linux/amd64</c>.</param>
/// <param name="Nodes">How many.</param>
internal sealed record PlatformCount(string Platform, int Nodes);
