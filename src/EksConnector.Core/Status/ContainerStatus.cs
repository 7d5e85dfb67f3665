namespace EksConnector;

/// <summary>What state a container of a connector pod is in.</summary>
public sealed class ContainerStatus
{
    /// <summary>The container's name, such as <c>connector-init</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>Init</c>, <c>Sidecar</c> or <c>Main</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The image as the pod asks for it.</summary>
    public string? Image { get; init; }

    /// <summary>The image that was really pulled, with its digest; null before it was.</summary>
    public string? ImageID { get; init; }

    /// <summary><c>Waiting</c>, <c>Running</c> or <c>Terminated</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it waits or how it ended, in Kubernetes' word, such as <c>CrashLoopBackOff</c>; null while it runs.</summary>
    public string? Reason { get; init; }

    /// <summary>The same in more words; null where there are none.</summary>
    public string? Message { get; init; }

    /// <summary>The exit code of a terminated container, 0 to 255; null otherwise.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether Kubernetes says that it is ready. An init container is ready when it has ended well.</summary>
    public bool Ready { get; init; }

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; init; }

    /// <summary>When the present or (terminated) the last run began, in local time.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>How the run before the present one ended, such as <c>Error</c> or <c>OOMKilled</c>; null where there was none.</summary>
    public string? LastTerminationReason { get; init; }

    /// <summary>The message that the run before left; null where there was none.</summary>
    public string? LastTerminationMessage { get; init; }

    /// <summary>The exit code of the run before, 0 to 255.</summary>
    public int? LastExitCode { get; init; }

    /// <summary>When the run before began, in local time.</summary>
    public DateTime? LastStartedAt { get; init; }

    /// <summary>When the run before ended, in local time.</summary>
    public DateTime? LastFinishedAt { get; init; }

    /// <summary>Names the container and its state.</summary>
    /// <returns>Such as <c>connector-init: Waiting (CrashLoopBackOff)</c>.</returns>
    public override string ToString() => Reason is null ? $"{Name}: {State}" : $"{Name}: {State} ({Reason})";
}
