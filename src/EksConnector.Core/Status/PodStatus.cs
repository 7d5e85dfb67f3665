namespace EksConnector;

/// <summary>
/// What state a pod of the connector is in: one row for each pod, also for one that the StatefulSet has not
/// created yet. <see cref="Ready"/>, <see cref="Status"/> and <see cref="Restarts"/> are what kubectl shows.
/// </summary>
public sealed class PodStatus
{
    /// <summary>The kubeconfig context that the pod was read through; the server's host where there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The pod's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The pod's name.</summary>
    public required string Pod { get; init; }

    /// <summary>Ready containers of all containers, such as <c>2/2</c>; init containers do not count, sidecars do.</summary>
    public required string Ready { get; init; }

    /// <summary>The status as kubectl shows it, such as <c>Running</c> or <c>Init:CrashLoopBackOff</c>, or <c>NotCreated</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How often containers of the pod were started again, 0 or more, counted as kubectl does.</summary>
    public int Restarts { get; init; }

    /// <summary>When the run ended that the latest restart followed, in local time; null where there was none.</summary>
    public DateTime? LastRestart { get; init; }

    /// <summary>When the pod was created, in local time; null for a pod that is not created.</summary>
    public DateTime? CreationTime { get; init; }

    /// <summary>How old the pod was when it was read; null for a pod that is not created.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>The node that the pod is bound to; null while it is not scheduled.</summary>
    public string? NodeName { get; init; }

    /// <summary>Whether Kubernetes says that the pod is ready. It does not say that the connector is connected.</summary>
    public bool IsReady { get; init; }

    /// <summary>The images of the pod's containers, init containers first, each once.</summary>
    public required ValueList<string> Images { get; init; }

    /// <summary>Why the pod is not ready, in one line; null when it is.</summary>
    public string? Message { get; init; }

    /// <summary>The containers, init containers first.</summary>
    public required ValueList<ContainerStatus> Containers { get; init; }

    /// <summary>The tag of the connector's image, such as <c>0.0.11</c>; null where it has none (a digest) or there is no such image.</summary>
    public string? ConnectorVersion { get; init; }

    /// <summary>The tag of the SSM agent's image, such as <c>3.2.2303.0</c>; null where it has none.</summary>
    public string? AgentVersion { get; init; }

    /// <summary><c>Manifest</c> or <c>Helm</c>; null where the StatefulSet may not be read.</summary>
    public string? InstalledBy { get; init; }

    /// <summary>The name of the Helm release; null where Helm did not install the connector.</summary>
    public string? HelmRelease { get; init; }

    /// <summary>The pod's events, newest first; null unless details were asked for and may be read.</summary>
    public ValueList<PodEvent>? Events { get; init; }

    /// <summary>The node that the pod runs on; null unless details were asked for and may be read.</summary>
    public PodNode? Node { get; init; }

    /// <summary>For a pod without a node: why each node does not fit; null unless details were asked for and may be read.</summary>
    public ValueList<string>? UnfitNodes { get; init; }

    /// <summary>The API server's version, such as <c>v1.31.2</c>; null unless details were asked for.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The version of this module; null unless details were asked for.</summary>
    public string? ModuleVersion { get; init; }

    /// <summary>Names the pod and its state.</summary>
    /// <returns>Such as <c>eks-connector-0 (Running)</c>.</returns>
    public override string ToString() => $"{Pod} ({Status})";
}
