namespace EksConnector.Kubernetes.Json;

/// <summary>The answer to a SubjectAccessReview or a SelfSubjectAccessReview, as far as it is used.</summary>
internal sealed record AccessReview(AccessReviewStatus? Status);
