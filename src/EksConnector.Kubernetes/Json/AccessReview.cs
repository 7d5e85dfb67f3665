namespace EksConnector.Kubernetes.Json;

/// <summary>
/// A SubjectAccessReview or a SelfSubjectAccessReview, as far as it is used. The library's models bring the metadata of
/// every object with them, which a first call would wait for.
/// </summary>
internal sealed record AccessReview(string? ApiVersion, string? Kind, AccessReviewSpec? Spec, AccessReviewStatus? Status);
