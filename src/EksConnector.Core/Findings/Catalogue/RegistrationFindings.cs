using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>What Systems Manager answers to a registration.</summary>
internal static class RegistrationFindings
{
    public static readonly FindingTheme Theme = new(
        "Registration with Systems Manager",
        Row(
            RegistrationLimitExceeded,
            Error,
            DocumentationPages.Registration,
            "The activation was used as often as it can be.",
            "DescribeActivations of Systems Manager; the log of connector-init (RegistrationLimitExceeded).",
            ActivationFindings.Again,
            "State Secrets were deleted, or a crash loop registered again and again.",
            leadsTo: [RegistrationRefused]),
        Row(
            InstanceAlreadyRegistered,
            Error,
            DocumentationPages.Registration,
            "Systems Manager has the instance already.",
            "The log of connector-init (InstanceAlreadyRegistered).",
            ActivationFindings.Again,
            "The replica registered before, and its state was lost."),
        Row(
            RegistrationRejected,
            Error,
            DocumentationPages.Registration,
            "Systems Manager refused the request as malformed.",
            "The log of connector-init (ValidationException).",
            "Put in id, code and region of the registration, and apply the manifest again.",
            "Activation id, code or region are not what they have to be: a placeholder, say.",
            tags: [RegistrationRefused]),
        Row(
            RegistrationFailed,
            Error,
            DocumentationPages.Registration,
            "Systems Manager could not register the replica.",
            "The log of connector-init (InternalServerError, ThrottlingException, InvalidPublicKey, TooManyUpdates).",
            "Wait: connector-init tries again by itself. Where it goes on, deregister the cluster and register it again.",
            "The service failed, or asked to slow down."));
}
