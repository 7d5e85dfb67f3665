using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about the registration in Systems Manager.</summary>
internal static class RegistrationFindings
{
    public static readonly FindingTheme Theme = new(
        "Registration with Systems Manager",
        Row(
            RegistrationLimitExceeded,
            Error,
            DocumentationPages.Registration,
            "The activation has reached its registration limit.",
            "The response of DescribeActivations; the log of connector-init (RegistrationLimitExceeded).",
            ActivationFindings.Again,
            "State Secrets were deleted, or a crash loop registered repeatedly.",
            leadsTo: [RegistrationRefused]),
        Row(
            InstanceAlreadyRegistered,
            Error,
            DocumentationPages.Registration,
            "The instance is already registered in Systems Manager.",
            "The log of connector-init (InstanceAlreadyRegistered).",
            ActivationFindings.Again,
            "The replica registered earlier, and its state was lost."),
        Row(
            RegistrationRejected,
            Error,
            DocumentationPages.Registration,
            "Systems Manager rejected the registration request as malformed.",
            "The log of connector-init (ValidationException).",
            "Set the activation ID, activation code, and Region of the registration, and apply the manifest again.",
            "The activation ID, activation code, or Region is malformed, for example because it is still a placeholder.",
            tags: [RegistrationRefused]),
        Row(
            RegistrationFailed,
            Error,
            DocumentationPages.Registration,
            "Systems Manager could not register the replica.",
            "The log of connector-init (InternalServerError, ThrottlingException, InvalidPublicKey, TooManyUpdates).",
            "Wait: connector-init retries automatically. If the error persists, deregister the cluster and register it again.",
            "The service returned an internal error, or throttled the request."));
}
