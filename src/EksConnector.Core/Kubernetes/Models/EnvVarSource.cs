namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Where an environment variable's value comes from, as far as the module reads it.</summary>
public sealed record EnvVarSource(SecretKeySelector? SecretKeyRef = null);
