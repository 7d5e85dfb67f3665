namespace EksConnector.Core.Kubernetes.Models;

/// <summary>
/// A container of a pod's specification. An init container whose restart policy is Always is a sidecar. Arguments and
/// environment can hold the activation code in clear text, so they do not show themselves.
/// </summary>
public sealed record Container(
    string? Name,
    string? Image,
    string? RestartPolicy = null,
    ResourceRequirements? Resources = null,
    IReadOnlyList<SecretText>? Command = null,
    IReadOnlyList<SecretText>? Args = null,
    IReadOnlyList<EnvVar>? Env = null);
