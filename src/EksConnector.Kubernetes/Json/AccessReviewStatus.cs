namespace EksConnector.Kubernetes.Json;

/// <summary>What the API server thinks of the question.</summary>
internal sealed record AccessReviewStatus(bool? Allowed);
