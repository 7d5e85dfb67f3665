namespace EksConnector;

/// <summary>The status of a container in a Pod of the connector.</summary>
public sealed class ContainerStatus
{
    /// <summary>The name of the container, such as <c>connector-init</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of the container: <c>Init</c>, <c>Sidecar</c>, or <c>Main</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The image in the Pod's specification.</summary>
    public string? Image { get; init; }

    /// <summary>The image that was pulled, including its digest; null if it has not been pulled yet.</summary>
    public string? ImageID { get; init; }

    /// <summary>The state of the container: <c>Waiting</c>, <c>Running</c>, or <c>Terminated</c>.</summary>
    public required string State { get; init; }

    /// <summary>
    /// The reason that Kubernetes gives for the waiting or terminated state, such as <c>CrashLoopBackOff</c>; null if the container is
    /// running.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>The message that accompanies the reason; null if there is none.</summary>
    public string? Message { get; init; }

    /// <summary>The exit code of a terminated container, 0 to 255; null otherwise.</summary>
    public int? ExitCode { get; init; }

    /// <summary>
    /// Whether Kubernetes reports the container as ready. An init container is ready after it has completed successfully.
    /// </summary>
    public bool Ready { get; init; }

    /// <summary>The number of restarts.</summary>
    public int Restarts { get; init; }

    /// <summary>The local time at which the current run, or the last run of a terminated container, started.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>
    /// The reason why the previous run ended, such as <c>Error</c> or <c>OOMKilled</c>; null if there was no previous run.
    /// </summary>
    public string? LastTerminationReason { get; init; }

    /// <summary>The termination message of the previous run; null if there is none.</summary>
    public string? LastTerminationMessage { get; init; }

    /// <summary>The exit code of the previous run, 0 to 255; null if there was no previous run.</summary>
    public int? LastExitCode { get; init; }

    /// <summary>The local time at which the previous run started.</summary>
    public DateTime? LastStartedAt { get; init; }

    /// <summary>The local time at which the previous run ended.</summary>
    public DateTime? LastFinishedAt { get; init; }

    /// <summary>Returns the name and the state of the container.</summary>
    /// <returns>Such as <c>connector-init: Waiting (CrashLoopBackOff)</c>.</returns>
    public override string ToString() => Reason is null ? $"{Name}: {State}" : $"{Name}: {State} ({Reason})";
}
