namespace EksConnector.Kubernetes.Json;

/// <summary>What the API server says when it refuses, and how a command ended (<c>meta/v1 Status</c>).</summary>
internal sealed record ApiStatus(string? Kind, string? Status, string? Message, string? Reason, int? Code, ApiStatusDetails? Details);
