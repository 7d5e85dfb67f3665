using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether id, code and region are those of the registration.</summary>
internal static class ActivationFindings
{
    /// <summary>What to do where only a new activation helps.</summary>
    public const string Again = "Deregister the cluster and register it again, which gives a new activation, and apply its manifest.";

    private const string PutInId = "Put in the activationId that the registration (RegisterCluster) answered, and apply the manifest again.";
    private const string PutInRegion = "Put in the region that the cluster was registered in, and apply the manifest again.";

    private const string PutInCode =
        "Put in the activationCode that the registration (RegisterCluster) answered: encoded in base64 in the manifest, as it is in Helm values. Where it is lost, deregister the cluster and register it again.";

    private const string WriteCode =
        "kubectl -n <NAMESPACE> create secret generic eks-connector-activation-config --from-literal=code=\"$EKS_ACTIVATION_CODE\" --dry-run=client -o yaml | kubectl apply -f -";

    private const string DescribeCluster = "aws eks describe-cluster --name <NAME> --region <REGION>";
    private const string SetUp = "The manifest or the Helm values; the arguments and the environment of connector-init.";
    private const string CodePlaces = "The Secret eks-connector-activation-config; the manifest or the Helm values.";

    public static readonly FindingTheme Theme = new(
        "Activation: id, code, region",
        Row(
            ActivationIdMissing,
            Error,
            DocumentationPages.Registration,
            "No activation id is set.",
            SetUp,
            PutInId,
            "The manifest was filled in badly.",
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, InitConfigurationInvalid]),
        Row(
            ActivationIdPlaceholder,
            Error,
            DocumentationPages.Registration,
            "A placeholder stands where the activation id has to be.",
            SetUp,
            PutInId,
            "The manifest was applied without replacing %EKS_ACTIVATION_ID%.",
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, ManifestInvalid]),
        Row(
            ActivationIdInvalid,
            Error,
            DocumentationPages.Registration,
            "The activation id is not a GUID.",
            SetUp,
            PutInId,
            "It was cut off, or something else (the code, say) stands in its place.",
            downgrades: [Warning],
            leadsTo: [RegistrationRefused]),
        Row(
            ActivationIdMismatch,
            Error,
            DocumentationPages.Registration,
            "The activation id on the cluster, or in the file, is not the one that EKS has for the cluster.",
            "connectorConfig.activationId of DescribeCluster, beside the environment of connector-init.",
            "Apply the manifest of the last registration, with its code in EKS_ACTIVATION_CODE. Where that code is lost, deregister the cluster and register it again.",
            "The cluster was registered again, or another cluster's manifest was applied here.",
            DescribeCluster,
            downgrades: [Warning],
            leadsTo: [AgentRefused, Disconnected, RegistrationRefused, ActivationNotFound, ActivationExpired, RegistrationLimitExceeded, StateOutdated, InstanceAlreadyRegistered]),
        Row(
            ActivationNotFound,
            Error,
            DocumentationPages.Registration,
            "Systems Manager does not know the activation in this account and region.",
            "DescribeActivations of Systems Manager.",
            "See that account and region are those of the registration. Where the cluster was deregistered, register it again and apply the new manifest.",
            "It was deleted when the cluster was deregistered, or it belongs to another account or region.",
            downgrades: [Information],
            leadsTo: [AgentRefused, Disconnected, RegistrationRefused]),
        Row(
            ActivationSecretMissing,
            Error,
            DocumentationPages.Registration,
            "The Secret with the activation code is not there.",
            "Secrets; events of the pods.",
            "Write the Secret anew with the activationCode that the registration answered; where it is lost, deregister the cluster and register it again.",
            "Only a part of the manifest was applied, or the Secret was deleted.",
            WriteCode,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, PodNotStarting, ContainerNotCreated],
            morePreciseThan: [VolumeNotMounted, ContainerNotCreated]),
        Row(
            ActivationCodeMissing,
            Error,
            DocumentationPages.Registration,
            "The Secret or the file has no activation code, or an empty one.",
            CodePlaces,
            PutInCode,
            "The manifest was filled in badly. The Helm chart does not notice an empty code.",
            WriteCode,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, PodNotStarting, ContainerNotCreated],
            morePreciseThan: [ContainerNotCreated]),
        Row(
            ActivationCodePlaceholder,
            Error,
            DocumentationPages.Registration,
            "A placeholder stands where the activation code has to be.",
            CodePlaces,
            PutInCode,
            "The manifest was applied without replacing %EKS_ACTIVATION_CODE%.",
            WriteCode,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, ManifestInvalid]),
        Row(
            ActivationCodeNotEncoded,
            Error,
            DocumentationPages.Registration,
            "The activation code is not encoded in base64 where it has to be, or is no text once it is decoded.",
            CodePlaces + " What kubectl apply answers (illegal base64 data).",
            PutInCode,
            "The code was put into the manifest as the registration answered it.",
            WriteCode,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused]),
        Row(
            ActivationCodeDoubleEncoded,
            Error,
            DocumentationPages.Registration,
            "The activation code is encoded in base64 once too often.",
            CodePlaces,
            PutInCode,
            "A code that was encoded already went into Helm values or into kubectl create secret, which encode by themselves.",
            WriteCode,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused]),
        Row(
            ActivationCodeWhitespace,
            Error,
            DocumentationPages.Registration,
            "There is a line break or a blank in or around the activation code.",
            CodePlaces,
            PutInCode,
            "The code was encoded with echo instead of echo -n, or was copied with a blank.",
            WriteCode,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused]),
        Row(
            ActivationCodeLength,
            Error,
            DocumentationPages.Registration,
            "The activation code is shorter than 20 or longer than 250 characters, which no code of Systems Manager is.",
            CodePlaces,
            PutInCode,
            "The code was cut off, or something else stands in its place.",
            WriteCode,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused]),
        Row(
            ActivationCodeInClearText,
            Information,
            DocumentationPages.Secrets,
            "The activation code stands in clear text in the arguments of connector-init, as the Helm chart does it.",
            "The arguments of connector-init.",
            "Nothing has to be done once every replica is registered: a code that is used up, or has expired, opens nothing. Do not paste the pod's YAML into tickets before.",
            "The Helm chart writes it there."),
        Row(
            RegionMissing,
            Error,
            DocumentationPages.Registration,
            "No region is set.",
            SetUp + " The log of connector-init (MissingRegion).",
            PutInRegion,
            "The region is empty.",
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, Ssm, ActivationNotFound, EksClusterNotFound, RegionInvalid]),
        Row(
            RegionPlaceholder,
            Error,
            DocumentationPages.Registration,
            "A placeholder stands where the region has to be.",
            SetUp,
            PutInRegion,
            "The manifest was applied without replacing %AWS_REGION%.",
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, Ssm, ActivationNotFound, EksClusterNotFound, RegionInvalid, RegionMissing, ManifestInvalid]),
        Row(
            RegionInvalid,
            Error,
            DocumentationPages.Registration,
            "The region is not one, such as '-region' from a shell variable that was not set.",
            SetUp + " The log of connector-init (InvalidEndpointURL).",
            PutInRegion,
            "The region was mistyped. The documentation's command has $aws-region, which a shell reads as $aws and '-region'.",
            downgrades: [Warning],
            leadsTo: [RegistrationRefused, Ssm, ActivationNotFound, EksClusterNotFound, RegionMissing]),
        Row(
            RegionMismatch,
            Error,
            DocumentationPages.Registration,
            "The region is not the one that the cluster is registered in.",
            "The arguments of connector-init beside what AWS was asked with.",
            "Set the region to the one of the registration, or deregister the cluster there and register it in this one.",
            "The manifest was filled in for another region.",
            downgrades: [Warning],
            leadsTo: [AgentRefused, Disconnected, RegistrationRefused, Ssm, SsmMessages, ActivationNotFound, EksClusterNotFound, RegionInvalid, RegionMissing]),
        Row(
            RegionNotSupported,
            Warning,
            DocumentationPages.Requirements,
            "The EKS Connector is not offered in that region.",
            "The region; the partition of ARNs.",
            "Register the cluster in a commercial region outside of China."),
        Row(
            InvalidActivation,
            Error,
            DocumentationPages.Registration,
            "Systems Manager refused the activation.",
            "The log of connector-init (InvalidActivation).",
            "Compare the id with what EKS has, and write the code of the same registration anew. Where the code is lost, deregister the cluster and register it again.",
            "Activation id and code are no pair, the activation belongs to another region, or it was deleted because the cluster was deregistered.",
            WriteCode,
            tags: [RegistrationRefused]),
        Row(
            ActivationExpired,
            Error,
            DocumentationPages.Registration,
            "The activation has expired.",
            "connectorConfig.activationExpiry of DescribeCluster; the log of connector-init (ActivationExpired).",
            Again,
            "It was not used within three days after the registration.",
            "aws eks deregister-cluster --name <NAME> --region <REGION>\naws eks register-cluster --name <NAME> --region <REGION> --connector-config roleArn=<ROLE_ARN>,provider=<PROVIDER>",
            leadsTo: [RegistrationRefused]),
        Row(
            ActivationExpiring,
            Warning,
            DocumentationPages.Registration,
            "The activation is about to expire and was not used yet.",
            "connectorConfig.activationExpiry of DescribeCluster.",
            "Have the connector registered before: apply the manifest, or mend what else is found."),
        Row(
            ActivationCodeQuoted,
            Error,
            DocumentationPages.Registration,
            "There are quotes around the activation code.",
            CodePlaces,
            PutInCode,
            "The code was copied with the quotes of the JSON that the registration answered.",
            WriteCode,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused]),
        Row(
            ActivationCodeWrongEncoding,
            Error,
            DocumentationPages.Registration,
            "The activation code is base64 of UTF-16, or of text with a byte order mark.",
            CodePlaces,
            PutInCode,
            "The code was encoded with [Text.Encoding]::Unicode, or from a file that Windows PowerShell wrote.",
            WriteCode,
            downgrades: [Warning],
            leadsTo: [RegistrationRefused]));
}
