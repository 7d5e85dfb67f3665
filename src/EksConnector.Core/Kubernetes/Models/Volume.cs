namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A volume of a pod, as far as the module reads it.</summary>
public sealed record Volume(string? Name = null, SecretVolume? Secret = null);
