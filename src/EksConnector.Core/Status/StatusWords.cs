namespace EksConnector;

/// <summary>The words of the closed sets that stand in <see cref="PodStatus"/> and <see cref="ContainerStatus"/>.</summary>
public static class StatusWords
{
    /// <summary><see cref="PodStatus.Status"/> of a pod that the StatefulSet has not created yet. kubectl has no word for it.</summary>
    public const string NotCreated = nameof(NotCreated);

    /// <summary><see cref="PodStatus.InstalledBy"/>: the YAML manifest, by kubectl or eksctl.</summary>
    public const string Manifest = nameof(Manifest);

    /// <summary><see cref="PodStatus.InstalledBy"/>: the Helm chart.</summary>
    public const string Helm = nameof(Helm);

    /// <summary><see cref="ContainerStatus.Kind"/>: runs to its end before the main containers start.</summary>
    public const string Init = nameof(Init);

    /// <summary><see cref="ContainerStatus.Kind"/>: starts before the main containers and goes on beside them.</summary>
    public const string Sidecar = nameof(Sidecar);

    /// <summary><see cref="ContainerStatus.Kind"/>: a main container.</summary>
    public const string Main = nameof(Main);

    /// <summary><see cref="ContainerStatus.State"/>: not running (yet, or between two runs).</summary>
    public const string Waiting = nameof(Waiting);

    /// <summary><see cref="ContainerStatus.State"/>: running.</summary>
    public const string Running = nameof(Running);

    /// <summary><see cref="ContainerStatus.State"/>: ended.</summary>
    public const string Terminated = nameof(Terminated);
}
