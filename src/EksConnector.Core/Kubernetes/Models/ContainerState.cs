namespace EksConnector.Core.Kubernetes.Models;

/// <summary>The state of a container: one of the three is there; none of them means waiting.</summary>
public sealed record ContainerState(
    ContainerStateWaiting? Waiting = null,
    ContainerStateRunning? Running = null,
    ContainerStateTerminated? Terminated = null);
