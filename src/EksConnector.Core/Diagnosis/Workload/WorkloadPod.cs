namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>What Kubernetes says of one pod.</summary>
internal sealed record WorkloadPod
{
    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made (UTC); null where it does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it has to be gone (UTC); null where it is not being deleted.</summary>
    public DateTimeOffset? GoneBy { get; init; }

    /// <summary>The node that it is on; null where it is on none.</summary>
    public string? Node { get; init; }

    /// <summary>Its phase, such as <c>Running</c>.</summary>
    public string? Phase { get; init; }

    /// <summary>Why it is in that phase, such as <c>Evicted</c>; null mostly.</summary>
    public string? Reason { get; init; }

    /// <summary>More of that, in one line and redacted.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it is ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>Since when its condition Ready is as it is (UTC); null where it does not say.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>The most telling of why it is not ready, in one line; null where it is.</summary>
    public string? WhyNotReady { get; init; }

    /// <summary>What the scheduler says of why it has no node, in one line; null where it has one.</summary>
    public string? Unschedulable { get; init; }

    /// <summary>For a pod without a node, what speaks against each; some of them where there are many.</summary>
    public IReadOnlyList<NodeObstacle> Obstacles { get; init; } = [];

    /// <summary>Its containers: those of its initialization first.</summary>
    public IReadOnlyList<WorkloadContainer> Containers { get; init; } = [];

    /// <summary>The Secrets that it mounts.</summary>
    public IReadOnlyList<string> MountedSecrets { get; init; } = [];

    /// <summary>The warnings about it, newest first.</summary>
    public IReadOnlyList<WorkloadEvent> Warnings { get; init; } = [];

    /// <summary>Whether none of its containers has ever been started.</summary>
    public bool HasNothingStarted => Containers.All(container => container is { RunningSince: null, NewestEnd: null });

    /// <summary>Where it is, for a sentence.</summary>
    public string On => Node is null ? Name : $"{Name} on node {Node}";
}
