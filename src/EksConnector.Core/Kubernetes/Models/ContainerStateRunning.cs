namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Since when a container runs.</summary>
public sealed record ContainerStateRunning(DateTimeOffset? StartedAt);
