using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>What Kubernetes says of one pod.</summary>
internal sealed record PodFacts
{
    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>The uid; null where it has none.</summary>
    public string? Uid { get; init; }

    /// <summary>Its number in the StatefulSet; null where its name has none.</summary>
    public int? Ordinal { get; init; }

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

    /// <summary>Whether connector-init ended well.</summary>
    public bool IsInitDone { get; init; }

    /// <summary>Since when connector-init runs; null where it does not.</summary>
    public DateTimeOffset? InitRunningSince { get; init; }

    /// <summary>The exit code of connector-init; null where it has not failed.</summary>
    public int? InitExitCode { get; init; }

    /// <summary>Whether something keeps connector-init from starting.</summary>
    public bool IsStuck { get; init; }

    /// <summary>How long it has been there.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>The settings that it was made with; null where it has no connector-init.</summary>
    public ActivationSettings? Settings { get; init; }

    /// <summary>What connector-init logged; null where it has not run, or that could not be read.</summary>
    public InitLog? Log { get; init; }

    /// <summary>Why the log could not be read; null where it could.</summary>
    public Unread? LogUnread { get; init; }

    /// <summary>Whether connector-init has run at all.</summary>
    public bool HasInitRun => IsInitDone || InitRunningSince is not null || InitExitCode is not null;

    /// <summary>Whether none of its containers has ever been started.</summary>
    public bool HasNothingStarted => Containers.All(container => container is { RunningSince: null, NewestEnd: null });

    /// <summary>Where it is, for a sentence.</summary>
    public string On => Node is null ? Name : $"{Name} on node {Node}";

    /// <summary>Whether it was made with other settings than the StatefulSet has now.</summary>
    public bool IsOutdated(ActivationSettings? wanted) =>
        Settings is not null && wanted is not null && (Settings.ActivationId != wanted.ActivationId || Settings.Region != wanted.Region);
}

/// <summary>A container of a pod, and what was observed of it.</summary>
internal sealed record WorkloadContainer
{
    /// <summary>The container's name.</summary>
    public required string Name { get; init; }

    /// <summary>The image as the pod names it, in one line; null where it names none.</summary>
    public string? Image { get; init; }

    /// <summary>Whether it is an init container that has to end before the others start.</summary>
    public bool IsInit { get; init; }

    /// <summary>Whether it is ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>Why it waits, such as <c>ImagePullBackOff</c>; null where it does not wait, or does not say why.</summary>
    public string? WaitingReason { get; init; }

    /// <summary>More of why it waits, in one line and redacted.</summary>
    public string? WaitingMessage { get; init; }

    /// <summary>Since when it runs (UTC); null where it does not.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>How it ended, where it is not running again; null where it has not.</summary>
    public ContainerEnd? Ended { get; init; }

    /// <summary>How its last run before this one ended; null where there was none.</summary>
    public ContainerEnd? LastEnd { get; init; }

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; init; }

    /// <summary>How its newest run that is over ended; null where none is.</summary>
    public ContainerEnd? NewestEnd => Ended ?? LastEnd;
}

/// <summary>How one run of a container ended.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Reason">The reason, such as <c>OOMKilled</c>; null where there is none.</param>
/// <param name="Message">What the container runtime says of it, in one line and redacted; null where it says nothing.</param>
/// <param name="At">When it ended (UTC); null where that is not known.</param>
internal sealed record ContainerEnd(int ExitCode, string? Reason, string? Message, DateTimeOffset? At)
{
    /// <summary>Gives it in words.</summary>
    /// <returns>Such as <c>exit code 255 (Error)</c>.</returns>
    public override string ToString() =>
        $"exit code {ExitCode}" + (string.IsNullOrEmpty(Reason) ? string.Empty : $" ({Reason})") + (string.IsNullOrEmpty(Message) ? string.Empty : $": {Message}");
}

/// <summary>What speaks against placing a pod on a node.</summary>
internal sealed record NodeObstacle
{
    /// <summary>The node.</summary>
    public required string Node { get; init; }

    /// <summary>All that speaks against it; empty where nothing is seen, such as what other pods use up.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The taints among them.</summary>
    public IReadOnlyList<NodeTaint> Taints { get; init; } = [];

    /// <summary>Gives it in words.</summary>
    /// <returns>Such as <c>node-1: it is not ready</c>.</returns>
    public override string ToString() => $"{Node}: {(Reasons.Count > 0 ? string.Join("; ", Reasons) : "no obstacle was found")}";
}

/// <summary>A taint of a node.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value; empty where it has none.</param>
/// <param name="Effect">Its effect, such as <c>NoSchedule</c>.</param>
internal sealed record NodeTaint(string Key, string Value, string Effect);
