namespace EksConnector.Kubernetes.Json;

/// <summary>One of the causes in the details of a Status: of a command, its exit code.</summary>
internal sealed record ApiStatusCause(string? Reason, string? Message);
