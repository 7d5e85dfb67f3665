namespace EksConnector.Core.Diagnosis.Workload;

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
