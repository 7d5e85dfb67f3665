namespace EksConnector;

/// <summary>
/// The status of a connector Pod. Pods that the StatefulSet has not created yet are included. <see cref="Ready"/>,
/// <see cref="Status"/> and <see cref="Restarts"/> have the values that kubectl shows.
/// </summary>
public sealed class PodStatus
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the Pod.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the Pod.</summary>
    public required string Pod { get; init; }

    /// <summary>
    /// The number of ready containers and the number of all containers, such as <c>2/2</c>. Sidecars are counted, other init
    /// containers are not.
    /// </summary>
    public required string Ready { get; init; }

    /// <summary>The status that kubectl shows, such as <c>Running</c> or <c>Init:CrashLoopBackOff</c>, or <c>NotCreated</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The number of container restarts in the Pod, 0 or more, as kubectl counts them.</summary>
    public int Restarts { get; init; }

    /// <summary>
    /// The time at which the container instance before the most recent restart ended, in local time; null if there was no
    /// restart.
    /// </summary>
    public DateTime? LastRestart { get; init; }

    /// <summary>The creation time of the Pod, in local time; null if the Pod is not created.</summary>
    public DateTime? CreationTime { get; init; }

    /// <summary>The age of the Pod when the cluster was queried; null if the Pod is not created.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The name of the node to which the Pod is assigned; null if the Pod is not scheduled.</summary>
    public string? NodeName { get; init; }

    /// <summary>Whether Kubernetes reports the Pod as ready. A ready Pod is not necessarily connected to AWS.</summary>
    public bool IsReady { get; init; }

    /// <summary>The distinct images of the containers, init containers first.</summary>
    public required ValueList<string> Images { get; init; }

    /// <summary>The reason why the Pod is not ready, in one line; null if the Pod is ready.</summary>
    public string? Message { get; init; }

    /// <summary>The status of each container, init containers first.</summary>
    public required ValueList<ContainerStatus> Containers { get; init; }

    /// <summary>The tag of the connector image, such as <c>0.0.11</c>; null if the image has no tag or was not found.</summary>
    public string? ConnectorVersion { get; init; }

    /// <summary>The tag of the SSM Agent image, such as <c>3.2.2303.0</c>; null if the image has no tag or was not found.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>The installation method: <c>Manifest</c> or <c>Helm</c>; null if the StatefulSet cannot be read.</summary>
    public string? InstalledBy { get; init; }

    /// <summary>The name of the Helm release; null if the connector was not installed by Helm.</summary>
    public string? HelmRelease { get; init; }

    /// <summary>The events of the Pod, newest first; null without -Detailed or if they cannot be read.</summary>
    public ValueList<PodEvent>? Events { get; init; }

    /// <summary>The node on which the Pod runs; null without -Detailed or if it cannot be read.</summary>
    public PodNode? Node { get; init; }

    /// <summary>
    /// For an unscheduled Pod, the reason why each node is unsuitable; null without -Detailed or if the nodes cannot be read.
    /// </summary>
    public ValueList<string>? UnfitNodes { get; init; }

    /// <summary>The version of the API server, such as <c>v1.31.2</c>; null without -Detailed.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The version of this module; null without -Detailed.</summary>
    public string? ModuleVersion { get; init; }

    /// <summary>Returns the name of the Pod and its status.</summary>
    /// <returns>For example, <c>eks-connector-0 (Running)</c>.</returns>
    public override string ToString() => $"{Pod} ({Status})";
}
