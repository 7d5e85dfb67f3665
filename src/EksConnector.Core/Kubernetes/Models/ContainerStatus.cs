namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What was observed of a container (<c>core/v1 ContainerStatus</c>).</summary>
public sealed record ContainerStatus(
    string? Name,
    string? Image = null,
    string? ImageID = null,
    string? ContainerID = null,
    bool Ready = false,
    bool? Started = null,
    int RestartCount = 0,
    ContainerState? State = null,
    ContainerState? LastState = null);
