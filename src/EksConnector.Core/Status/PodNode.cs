namespace EksConnector;

/// <summary>
/// The node on which a Pod runs, with the properties that <c>kubectl get nodes -o wide --show-labels</c> shows and its taints.
/// </summary>
public sealed class PodNode
{
    /// <summary>The name of the node.</summary>
    public required string Name { get; init; }

    /// <summary>The status that kubectl shows, such as <c>Ready</c> or <c>NotReady,SchedulingDisabled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the node is ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>The roles of the node, from its labels.</summary>
    public required ValueList<string> Roles { get; init; }

    /// <summary>The creation time of the node, in local time.</summary>
    public DateTime? CreationTime { get; init; }

    /// <summary>The version of the kubelet, such as <c>v1.31.2</c>.</summary>
    public string? KubeletVersion { get; init; }

    /// <summary>The internal IP address of the node.</summary>
    public string? InternalIP { get; init; }

    /// <summary>The external IP address of the node; null if there is none.</summary>
    public string? ExternalIP { get; init; }

    /// <summary>The full name of the operating system.</summary>
    public string? OSImage { get; init; }

    /// <summary>The operating system, such as <c>linux</c>.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The CPU architecture, such as <c>amd64</c>, the only one that the connector images support.</summary>
    public string? Architecture { get; init; }

    /// <summary>The version of the kernel.</summary>
    public string? KernelVersion { get; init; }

    /// <summary>The container runtime and its version, such as <c>containerd://1.7.2</c>.</summary>
    public string? ContainerRuntime { get; init; }

    /// <summary>All addresses, in the form <c>InternalIP=10.0.0.1</c>.</summary>
    public required ValueList<string> Addresses { get; init; }

    /// <summary>The labels, in the form <c>key=value</c>, sorted by key.</summary>
    public required ValueList<string> Labels { get; init; }

    /// <summary>The taints, in the form <c>key=value:effect</c>.</summary>
    public required ValueList<string> Taints { get; init; }

    /// <summary>Returns the name of the node and its status.</summary>
    /// <returns>For example, <c>node-1 (Ready)</c>.</returns>
    public override string ToString() => $"{Name} ({Status})";
}
