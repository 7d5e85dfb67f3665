namespace EksConnector;

/// <summary>A Pod of the connector, as it was when the connector was diagnosed.</summary>
public sealed class DiagnosedPod
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the Pod.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the Pod.</summary>
    public required string Pod { get; init; }

    /// <summary>The phase of the Pod or the reason why it is not running, such as <c>Running</c> or <c>ImagePullBackOff</c>, or <c>NotCreated</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether Kubernetes reports the Pod as ready. A ready Pod is not necessarily connected to AWS.</summary>
    public bool IsReady { get; init; }

    /// <summary>The number of container restarts in the Pod, 0 or more.</summary>
    public int Restarts { get; init; }

    /// <summary>The name of the node to which the Pod is assigned; null if the Pod is not scheduled.</summary>
    public string? NodeName { get; init; }

    /// <summary>The creation time of the Pod, in local time; null if the Pod is not created.</summary>
    public DateTime? CreationTime { get; init; }

    /// <summary>The reason why the Pod is not ready, in one line; null if the Pod is ready.</summary>
    public string? Message { get; init; }

    /// <summary>Returns the name of the Pod and its status.</summary>
    /// <returns>For example, <c>eks-connector-0 (Running)</c>.</returns>
    public override string ToString() => $"{Pod} ({Status})";
}
