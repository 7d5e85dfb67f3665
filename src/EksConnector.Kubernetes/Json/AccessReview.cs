namespace EksConnector.Kubernetes.Json;

/// <summary>
/// The fields of a SubjectAccessReview or a SelfSubjectAccessReview that are used. The models of the library include the metadata
/// of every object, which would slow down the first call.
/// </summary>
internal sealed record AccessReview(string? ApiVersion, string? Kind, AccessReviewSpec? Spec, AccessReviewStatus? Status);
