namespace EksConnector;

/// <summary>
/// The values of the properties of <see cref="PodStatus"/> and <see cref="ContainerStatus"/> that have a fixed set of values.
/// </summary>
public static class StatusWords
{
    /// <summary>
    /// The <see cref="PodStatus.Status"/> of a Pod that the StatefulSet has not created yet. kubectl has no equivalent.
    /// </summary>
    public const string NotCreated = nameof(NotCreated);

    /// <summary>A value of <see cref="PodStatus.InstalledBy"/>: the YAML manifest, applied with kubectl or eksctl.</summary>
    public const string Manifest = nameof(Manifest);

    /// <summary>A value of <see cref="PodStatus.InstalledBy"/>: the Helm chart.</summary>
    public const string Helm = nameof(Helm);

    /// <summary>
    /// A value of <see cref="ContainerStatus.Kind"/>: an init container, which runs to completion before the main containers
    /// start.
    /// </summary>
    public const string Init = nameof(Init);

    /// <summary>
    /// A value of <see cref="ContainerStatus.Kind"/>: a sidecar, which starts before the main containers and continues to run.
    /// </summary>
    public const string Sidecar = nameof(Sidecar);

    /// <summary>A value of <see cref="ContainerStatus.Kind"/>: a main container.</summary>
    public const string Main = nameof(Main);

    /// <summary>A value of <see cref="ContainerStatus.State"/>: the container has not started, or is about to restart.</summary>
    public const string Waiting = nameof(Waiting);

    /// <summary>A value of <see cref="ContainerStatus.State"/>: the container is running.</summary>
    public const string Running = nameof(Running);

    /// <summary>A value of <see cref="ContainerStatus.State"/>: the container has ended.</summary>
    public const string Terminated = nameof(Terminated);
}
