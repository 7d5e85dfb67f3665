namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms in the responses of Systems Manager to a registration.</summary>
internal static class RegistrationSymptoms
{
    public static readonly IReadOnlyList<Symptom> Rows =
    [
        new(FindingCodes.InvalidActivation, "InvalidActivation"),
        new(FindingCodes.ActivationExpired, "ActivationExpired"),
        new(FindingCodes.RegistrationLimitExceeded, "RegistrationLimitExceeded"),
        new(FindingCodes.InstanceAlreadyRegistered, "InstanceAlreadyRegistered"),
        new(FindingCodes.RegistrationRejected, "ValidationException"),
        new(FindingCodes.RegistrationFailed, "InvalidPublicKey"),
        new(FindingCodes.RegistrationFailed, "TooManyUpdates"),
        new(FindingCodes.RegistrationFailed, "InternalServerError"),
        new(FindingCodes.RegistrationFailed, "ThrottlingException"),
    ];
}
