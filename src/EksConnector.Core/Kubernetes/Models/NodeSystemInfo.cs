namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What a node runs (<c>core/v1 NodeSystemInfo</c>).</summary>
public sealed record NodeSystemInfo(
    string? KernelVersion = null,
    string? OsImage = null,
    string? ContainerRuntimeVersion = null,
    string? KubeletVersion = null,
    string? OperatingSystem = null,
    string? Architecture = null);
