namespace EksConnector;

/// <summary>
/// The status of a Pod of the connector. There is one object for each Pod, including Pods that the StatefulSet has not created yet.
/// <see cref="Ready"/>, <see cref="Status"/>, and <see cref="Restarts"/> have the values that kubectl shows.
/// </summary>
public sealed class PodStatus
{
    /// <summary>The kubeconfig context, or the host name of the server if there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the Pod.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the Pod.</summary>
    public required string Pod { get; init; }

    /// <summary>
    /// The number of ready containers and of all containers, such as <c>2/2</c>. Sidecar containers are included, init containers are not.
    /// </summary>
    public required string Ready { get; init; }

    /// <summary>The status that kubectl shows, such as <c>Running</c> or <c>Init:CrashLoopBackOff</c>, or <c>NotCreated</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The number of container restarts, 0 or more, as kubectl counts them.</summary>
    public int Restarts { get; init; }

    /// <summary>The local time at which the latest restarted container had ended; null if no container has restarted.</summary>
    public DateTime? LastRestart { get; init; }

    /// <summary>The local time at which the Pod was created; null if the Pod has not been created.</summary>
    public DateTime? CreationTime { get; init; }

    /// <summary>The age of the Pod when it was read; null if the Pod has not been created.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The name of the node that the Pod is assigned to; null if the Pod has not been scheduled.</summary>
    public string? NodeName { get; init; }

    /// <summary>Whether Kubernetes reports the Pod as ready. A ready Pod does not mean that the connector is connected.</summary>
    public bool IsReady { get; init; }

    /// <summary>The distinct images of the Pod's containers, init containers first.</summary>
    public required ValueList<string> Images { get; init; }

    /// <summary>The reason why the Pod is not ready, in one line; null if it is ready.</summary>
    public string? Message { get; init; }

    /// <summary>The containers of the Pod, init containers first.</summary>
    public required ValueList<ContainerStatus> Containers { get; init; }

    /// <summary>The tag of the connector image, such as <c>0.0.11</c>; null if the image has no tag or the Pod does not use it.</summary>
    public string? ConnectorVersion { get; init; }

    /// <summary>The tag of the SSM Agent image, such as <c>3.2.2303.0</c>; null if the image has no tag.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>The type of the installation, <c>Manifest</c> or <c>Helm</c>; null if the StatefulSet could not be read.</summary>
    public string? InstalledBy { get; init; }

    /// <summary>The name of the Helm release; null if the connector was not installed with Helm.</summary>
    public string? HelmRelease { get; init; }

    /// <summary>The events of the Pod, newest first; null without -Detailed, or if the events could not be read.</summary>
    public ValueList<PodEvent>? Events { get; init; }

    /// <summary>The node that the Pod runs on; null without -Detailed, or if the node could not be read.</summary>
    public PodNode? Node { get; init; }

    /// <summary>
    /// The reasons why each node does not fit a Pod that has no node; null without -Detailed, or if the nodes could not be read.
    /// </summary>
    public ValueList<string>? UnfitNodes { get; init; }

    /// <summary>The version of the API server, such as <c>v1.31.2</c>; null without -Detailed.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The version of this module; null without -Detailed.</summary>
    public string? ModuleVersion { get; init; }

    /// <summary>Returns the name and the status of the Pod.</summary>
    /// <returns>Such as <c>eks-connector-0 (Running)</c>.</returns>
    public override string ToString() => $"{Pod} ({Status})";
}
