namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Why a container does not run yet.</summary>
public sealed record ContainerStateWaiting(string? Reason, string? Message = null);
