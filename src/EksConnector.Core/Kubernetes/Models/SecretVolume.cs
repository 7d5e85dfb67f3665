namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A volume that holds a Secret.</summary>
public sealed record SecretVolume(string? SecretName = null);
