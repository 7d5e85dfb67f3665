namespace EksConnector.Kubernetes.Json;

/// <summary>What the API server answers.</summary>
internal sealed record AccessReviewStatus(bool? Allowed);
