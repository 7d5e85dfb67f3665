namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A container of a pod's specification. An init container whose restart policy is Always is a sidecar.</summary>
public sealed record Container(string? Name, string? Image, string? RestartPolicy = null, ResourceRequirements? Resources = null);
