namespace EksConnector;

/// <summary>The node that a pod runs on: what <c>kubectl get nodes -o wide --show-labels</c> shows, and its taints.</summary>
public sealed class PodNode
{
    /// <summary>The node's name.</summary>
    public required string Name { get; init; }

    /// <summary>The status as kubectl shows it, such as <c>Ready</c> or <c>NotReady,SchedulingDisabled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the node is ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>The node's roles, from its labels.</summary>
    public required ValueList<string> Roles { get; init; }

    /// <summary>When the node was created, in local time.</summary>
    public DateTime? CreationTime { get; init; }

    /// <summary>The kubelet's version, such as <c>v1.31.2</c>.</summary>
    public string? KubeletVersion { get; init; }

    /// <summary>The node's internal address.</summary>
    public string? InternalIP { get; init; }

    /// <summary>The node's external address; null where it has none.</summary>
    public string? ExternalIP { get; init; }

    /// <summary>The operating system's full name.</summary>
    public string? OSImage { get; init; }

    /// <summary>The operating system, such as <c>linux</c>.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The architecture, such as <c>amd64</c>, which is the only one that the connector's images have.</summary>
    public string? Architecture { get; init; }

    /// <summary>The kernel's version.</summary>
    public string? KernelVersion { get; init; }

    /// <summary>The container runtime with its version, such as <c>containerd://1.7.2</c>.</summary>
    public string? ContainerRuntime { get; init; }

    /// <summary>All addresses, as <c>InternalIP=10.0.0.1</c>.</summary>
    public required ValueList<string> Addresses { get; init; }

    /// <summary>The labels, as <c>key=value</c>, by key.</summary>
    public required ValueList<string> Labels { get; init; }

    /// <summary>The taints, as <c>key=value:effect</c>.</summary>
    public required ValueList<string> Taints { get; init; }

    /// <summary>Names the node and its status.</summary>
    /// <returns>Such as <c>node-1 (Ready)</c>.</returns>
    public override string ToString() => $"{Name} ({Status})";
}
