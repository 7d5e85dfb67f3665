namespace EksConnector.Kubernetes.Json;

/// <summary>The details of a Status, as far as they are used.</summary>
internal sealed record ApiStatusDetails(int? RetryAfterSeconds, IReadOnlyList<ApiStatusCause>? Causes);
