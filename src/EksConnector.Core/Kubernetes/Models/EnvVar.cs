namespace EksConnector.Core.Kubernetes.Models;

/// <summary>An environment variable of a container (<c>core/v1 EnvVar</c>). Its value can be a secret.</summary>
public sealed record EnvVar(string? Name, SecretText? Value = null, EnvVarSource? ValueFrom = null);
