namespace EksConnector.Kubernetes.Json;

/// <summary>The status of an access review.</summary>
internal sealed record AccessReviewStatus(bool? Allowed);
