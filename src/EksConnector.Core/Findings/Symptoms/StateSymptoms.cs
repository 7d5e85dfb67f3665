namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms of a state Secret that the API server rejects, by the reason after the colon.</summary>
internal static class StateSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
        new(FindingCodes.NamespaceTerminating, "because it is being terminated"),
        new(FindingCodes.StateQuotaExceeded, "secrets ", "is forbidden", "exceeded quota"),
        new(FindingCodes.StateQuotaExceeded, "secrets ", "is forbidden", "failed quota"),
        new(FindingCodes.StateQuotaExceeded, "secrets ", "is forbidden", "status unknown for quota"),
        new(FindingCodes.StateAdmissionDenied, "admission webhook", "denied the request"),
        new(FindingCodes.StateAdmissionDenied, "failed calling webhook"),
        new(FindingCodes.StateAdmissionDenied, "failed calling admission webhook"),
        new(FindingCodes.StateAdmissionDenied, "ValidatingAdmissionPolicy", "denied request"),
        new(FindingCodes.StateSecretForbidden, "secrets \"", "is forbidden"),
        new(FindingCodes.StateSecretForbidden, "secrets is forbidden"),

        // Up to Kubernetes 1.6, the message does not begin with the resource.
        new(FindingCodes.StateSecretForbidden, ":eks-connector\" cannot", "secrets in "),
    ];
}
