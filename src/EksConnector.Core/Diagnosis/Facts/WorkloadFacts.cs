using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>The data of the StatefulSet, its Pods and their nodes, without secrets.</summary>
internal sealed record WorkloadFacts
{
    /// <summary>The namespace of the connector; null if it was not queried.</summary>
    public NamespaceFacts? Namespace { get; init; }

    /// <summary>The Pods that the StatefulSet should have created but has not.</summary>
    public IReadOnlyList<string> MissingPods { get; init; } = [];

    /// <summary>The events of the StatefulSet, newest first.</summary>
    public IReadOnlyList<WorkloadEvent> Events { get; init; } = [];

    /// <summary>The reason why events were not read; null if they were.</summary>
    public Unread? EventsUnread { get; init; }

    /// <summary>The nodes of the Pods.</summary>
    public IReadOnlyList<WorkloadNode> Nodes { get; init; } = [];

    /// <summary>The reason why nodes were not read; null if they were.</summary>
    public Unread? NodesUnread { get; init; }

    /// <summary>The platforms of the nodes that were read: all nodes if a Pod is not scheduled.</summary>
    public IReadOnlyList<PlatformCount> Platforms { get; init; } = [];

    /// <summary>The images of the StatefulSet or, if it was not read, of its Pods.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Returns the node of a Pod.</summary>
    /// <returns>The node; null if the Pod is not scheduled or the node was not read.</returns>
    public WorkloadNode? NodeOf(PodFacts pod) => Nodes.FirstOrDefault(node => node.Name == pod.Node);
}

/// <summary>The data of the connector's namespace.</summary>
internal sealed record NamespaceFacts
{
    /// <summary>Whether the namespace exists; null if it cannot be read.</summary>
    public bool? IsThere { get; init; }

    /// <summary>The start of the deletion (UTC); null if the namespace is not being deleted.</summary>
    public DateTimeOffset? DeletedSince { get; init; }

    /// <summary>The reason why the namespace was not read; null if it was read or does not exist.</summary>
    public Unread? Unread { get; init; }
}

/// <summary>An event of the StatefulSet or of a Pod.</summary>
internal sealed record WorkloadEvent
{
    /// <summary>The reason of the event, such as <c>FailedCreate</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The message, redacted and in one line.</summary>
    public required string Message { get; init; }

    /// <summary>Whether the event is a warning.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The time of the last occurrence (UTC).</summary>
    public DateTimeOffset LastSeen { get; init; }
}

/// <summary>The relevant data of a node.</summary>
internal sealed record WorkloadNode
{
    /// <summary>The name of the node.</summary>
    public required string Name { get; init; }

    /// <summary>The status of the condition Ready: <c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Ready { get; init; }

    /// <summary>The message of the condition, in one line; null if there is none.</summary>
    public string? ReadyMessage { get; init; }

    /// <summary>The time of the last transition of the condition (UTC); null if it is not known.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>The operating system and the architecture, such as <c>linux/amd64</c>; null if they are not known.</summary>
    public string? Platform { get; init; }
}

/// <summary>The number of nodes of a platform.</summary>
/// <param name="Platform">The operating system and the architecture, such as <c>linux/amd64</c>.</param>
/// <param name="Nodes">The number of nodes.</param>
internal sealed record PlatformCount(string Platform, int Nodes);
