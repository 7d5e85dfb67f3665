using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>The data of one Pod.</summary>
internal sealed record PodFacts
{
    /// <summary>The name of the Pod.</summary>
    public required string Name { get; init; }

    /// <summary>The UID; null if it is not known.</summary>
    public string? Uid { get; init; }

    /// <summary>The ordinal in the StatefulSet; null if the name has no ordinal.</summary>
    public int? Ordinal { get; init; }

    /// <summary>The creation time (UTC); null if it is not known.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The end of the deletion grace period (UTC); null if the Pod is not being deleted.</summary>
    public DateTimeOffset? GoneBy { get; init; }

    /// <summary>The name of the node; null if the Pod is not scheduled.</summary>
    public string? Node { get; init; }

    /// <summary>The phase, such as <c>Running</c>.</summary>
    public string? Phase { get; init; }

    /// <summary>The reason for the phase, such as <c>Evicted</c>; usually null.</summary>
    public string? Reason { get; init; }

    /// <summary>The message for the phase, redacted and in one line.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it is ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>The time of the last transition of the condition Ready (UTC); null if it is not known.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>The most specific reason why the Pod is not ready, in one line; null if it is ready.</summary>
    public string? WhyNotReady { get; init; }

    /// <summary>The scheduler's reason why the Pod is not scheduled, in one line; null if it is scheduled.</summary>
    public string? Unschedulable { get; init; }

    /// <summary>For an unscheduled Pod, the reasons why the nodes are unsuitable; limited to some of the nodes if there are many.</summary>
    public IReadOnlyList<NodeObstacle> Obstacles { get; init; } = [];

    /// <summary>The containers, init containers first.</summary>
    public IReadOnlyList<WorkloadContainer> Containers { get; init; } = [];

    /// <summary>The Secrets that the Pod mounts.</summary>
    public IReadOnlyList<string> MountedSecrets { get; init; } = [];

    /// <summary>The warning events of the Pod, newest first.</summary>
    public IReadOnlyList<WorkloadEvent> Warnings { get; init; } = [];

    /// <summary>Whether connector-init completed successfully.</summary>
    public bool IsInitDone { get; init; }

    /// <summary>The start time of connector-init; null if it is not running.</summary>
    public DateTimeOffset? InitRunningSince { get; init; }

    /// <summary>The exit code of connector-init; null if it has not failed.</summary>
    public int? InitExitCode { get; init; }

    /// <summary>Whether connector-init is prevented from starting.</summary>
    public bool IsStuck { get; init; }

    /// <summary>The age of the Pod.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>The settings in the Pod; null if it has no connector-init.</summary>
    public ActivationSettings? Settings { get; init; }

    /// <summary>The log of connector-init; null if it has not run or could not be read.</summary>
    public InitLog? Log { get; init; }

    /// <summary>The reason why the log could not be read; null if it was read.</summary>
    public Unread? LogUnread { get; init; }

    /// <summary>Whether connector-init has run.</summary>
    public bool HasInitRun => IsInitDone || InitRunningSince is not null || InitExitCode is not null;

    /// <summary>Whether no container of the Pod has ever started.</summary>
    public bool HasNothingStarted => Containers.All(container => container is { RunningSince: null, NewestEnd: null });

    /// <summary>The name and the node, for use in a sentence.</summary>
    public string On => Node is null ? Name : $"{Name} on node {Node}";

    /// <summary>Returns whether the settings in the Pod differ from the current ones of the StatefulSet.</summary>
    public bool IsOutdated(ActivationSettings? wanted) =>
        Settings is not null && wanted is not null && (Settings.ActivationId != wanted.ActivationId || Settings.Region != wanted.Region);
}

/// <summary>A container of a Pod and its status.</summary>
internal sealed record WorkloadContainer
{
    /// <summary>The name of the container.</summary>
    public required string Name { get; init; }

    /// <summary>The image in the Pod specification, in one line; null if there is none.</summary>
    public string? Image { get; init; }

    /// <summary>Whether it is an init container that must complete before other containers start.</summary>
    public bool IsInit { get; init; }

    /// <summary>Whether it is ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>The reason for waiting, such as <c>ImagePullBackOff</c>; null if the container is not waiting or there is no reason.</summary>
    public string? WaitingReason { get; init; }

    /// <summary>The message for the reason, redacted and in one line.</summary>
    public string? WaitingMessage { get; init; }

    /// <summary>The start time (UTC); null if the container is not running.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>The termination of the current instance; null if it is not terminated.</summary>
    public ContainerEnd? Ended { get; init; }

    /// <summary>The termination of the previous instance; null if there was none.</summary>
    public ContainerEnd? LastEnd { get; init; }

    /// <summary>The number of restarts.</summary>
    public int Restarts { get; init; }

    /// <summary>The most recent termination; null if there is none.</summary>
    public ContainerEnd? NewestEnd => Ended ?? LastEnd;
}

/// <summary>The termination of a container instance.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Reason">The reason, such as <c>OOMKilled</c>; null if there is none.</param>
/// <param name="Message">The message of the container runtime, redacted and in one line; null if there is none.</param>
/// <param name="At">The time of the termination (UTC); null if it is not known.</param>
internal sealed record ContainerEnd(int ExitCode, string? Reason, string? Message, DateTimeOffset? At)
{
    /// <summary>Returns a description.</summary>
    /// <returns>For example, <c>exit code 255 (Error)</c>.</returns>
    public override string ToString() =>
        $"exit code {ExitCode}" + (string.IsNullOrEmpty(Reason) ? string.Empty : $" ({Reason})") + (string.IsNullOrEmpty(Message) ? string.Empty : $": {Message}");
}

/// <summary>The reasons why a Pod cannot be scheduled on a node.</summary>
internal sealed record NodeObstacle
{
    /// <summary>The node.</summary>
    public required string Node { get; init; }

    /// <summary>The reasons; empty if none was found. The resource usage of other Pods is not considered.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The taints among the reasons.</summary>
    public IReadOnlyList<NodeTaint> Taints { get; init; } = [];

    /// <summary>Returns a description.</summary>
    /// <returns>For example, <c>node-1: it is not ready</c>.</returns>
    public override string ToString() => $"{Node}: {(Reasons.Count > 0 ? string.Join("; ", Reasons) : "no obstacle was found")}";
}

/// <summary>A taint of a node.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; empty if there is none.</param>
/// <param name="Effect">The effect, such as <c>NoSchedule</c>.</param>
internal sealed record NodeTaint(string Key, string Value, string Effect);
