namespace EksConnector.Core.Logs;

/// <summary>A container instance whose log can be read.</summary>
internal sealed record LogSource
{
    public required LogOrigin Origin { get; init; }

    /// <summary>The UID of the Pod, which distinguishes it from an earlier Pod with the same name.</summary>
    public string? PodUid { get; init; }

    /// <summary>The ID of the container instance; null if the kubelet has not reported it.</summary>
    public string? RunId { get; init; }

    /// <summary>The number of earlier instances of the container in this Pod.</summary>
    public int Restarts { get; init; }

    /// <summary>Whether the container is running, so that commands can be run in it.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Whether the container is the agent, whose log is in files.</summary>
    public bool IsAgent { get; init; }

    /// <summary>Returns the name of the source for messages.</summary>
    public override string ToString() => $"{Origin.Context}: {Origin.Pod}/{Origin.Container}";
}
