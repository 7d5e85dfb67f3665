namespace EksConnector.Core.Logs;

/// <summary>One run of one container, whose log can be read.</summary>
internal sealed record LogSource
{
    public required LogOrigin Origin { get; init; }

    /// <summary>The pod's uid, which tells a pod from an earlier one of the same name.</summary>
    public string? PodUid { get; init; }

    /// <summary>The id of the container's run; null where the kubelet has not said.</summary>
    public string? RunId { get; init; }

    /// <summary>How many runs of the container there were in this pod before it.</summary>
    public int Restarts { get; init; }

    /// <summary>Whether the container runs, so that commands can be run in it.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Whether it is the agent, whose log is in files.</summary>
    public bool IsAgent { get; init; }

    /// <summary>Names the source in messages.</summary>
    public override string ToString() => $"{Origin.Context}: {Origin.Pod}/{Origin.Container}";
}
