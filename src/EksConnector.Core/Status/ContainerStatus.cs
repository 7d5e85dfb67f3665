namespace EksConnector;

/// <summary>The status of a container in a connector Pod.</summary>
public sealed class ContainerStatus
{
    /// <summary>The name of the container, such as <c>connector-init</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type of the container: <c>Init</c>, <c>Sidecar</c> or <c>Main</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The image in the Pod specification.</summary>
    public string? Image { get; init; }

    /// <summary>The image that was pulled, with its digest; null if no image was pulled yet.</summary>
    public string? ImageID { get; init; }

    /// <summary>The state of the container: <c>Waiting</c>, <c>Running</c> or <c>Terminated</c>.</summary>
    public required string State { get; init; }

    /// <summary>
    /// The reason why the container is waiting or was terminated, as Kubernetes reports it, such as <c>CrashLoopBackOff</c>;
    /// null while it is running.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>The message that explains <see cref="Reason"/>; null if there is none.</summary>
    public string? Message { get; init; }

    /// <summary>The exit code of a terminated container, 0 to 255; otherwise null.</summary>
    public int? ExitCode { get; init; }

    /// <summary>
    /// Whether Kubernetes reports the container as ready. An init container is ready when it has completed successfully.
    /// </summary>
    public bool Ready { get; init; }

    /// <summary>The number of restarts, 0 or more.</summary>
    public int Restarts { get; init; }

    /// <summary>
    /// The start time of the current instance, or of the last one if the container is terminated, in local time; null if it has
    /// not started.
    /// </summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>
    /// The reason why the previous instance was terminated, such as <c>Error</c> or <c>OOMKilled</c>; null if there was none.
    /// </summary>
    public string? LastTerminationReason { get; init; }

    /// <summary>The termination message of the previous instance; null if there is none.</summary>
    public string? LastTerminationMessage { get; init; }

    /// <summary>The exit code of the previous instance, 0 to 255; null if there was none.</summary>
    public int? LastExitCode { get; init; }

    /// <summary>The start time of the previous instance, in local time; null if there was none.</summary>
    public DateTime? LastStartedAt { get; init; }

    /// <summary>The end time of the previous instance, in local time; null if there was none.</summary>
    public DateTime? LastFinishedAt { get; init; }

    /// <summary>Returns the name of the container and its state.</summary>
    /// <returns>For example, <c>connector-init: Waiting (CrashLoopBackOff)</c>.</returns>
    public override string ToString() => Reason is null ? $"{Name}: {State}" : $"{Name}: {State} ({Reason})";
}
