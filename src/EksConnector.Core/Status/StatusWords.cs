namespace EksConnector;

/// <summary>The values of <see cref="PodStatus"/> and <see cref="ContainerStatus"/> that come from a fixed set.</summary>
public static class StatusWords
{
    /// <summary><see cref="PodStatus.Status"/> of a Pod that the StatefulSet has not created yet. kubectl has no status for it.</summary>
    public const string NotCreated = nameof(NotCreated);

    /// <summary><see cref="PodStatus.InstalledBy"/>: the YAML manifest, applied with kubectl or eksctl.</summary>
    public const string Manifest = nameof(Manifest);

    /// <summary><see cref="PodStatus.InstalledBy"/>: the Helm chart.</summary>
    public const string Helm = nameof(Helm);

    /// <summary><see cref="ContainerStatus.Kind"/>: a container that completes before the main containers start.</summary>
    public const string Init = nameof(Init);

    /// <summary><see cref="ContainerStatus.Kind"/>: a container that starts before the main containers and runs alongside them.</summary>
    public const string Sidecar = nameof(Sidecar);

    /// <summary><see cref="ContainerStatus.Kind"/>: a main container.</summary>
    public const string Main = nameof(Main);

    /// <summary><see cref="ContainerStatus.State"/>: not running yet, or between two runs.</summary>
    public const string Waiting = nameof(Waiting);

    /// <summary><see cref="ContainerStatus.State"/>: running.</summary>
    public const string Running = nameof(Running);

    /// <summary><see cref="ContainerStatus.State"/>: terminated.</summary>
    public const string Terminated = nameof(Terminated);
}
