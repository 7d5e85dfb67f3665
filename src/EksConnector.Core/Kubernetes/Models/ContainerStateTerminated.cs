namespace EksConnector.Core.Kubernetes.Models;

/// <summary>How a container ended.</summary>
public sealed record ContainerStateTerminated(
    int ExitCode,
    int? Signal = null,
    string? Reason = null,
    string? Message = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    string? ContainerID = null);
