namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms in the output of Helm.</summary>
internal static class HelmSymptoms
{
    // The texts that identify a failed Helm command or chart download.
    private static readonly string[] s_chart =
        ["INSTALLATION FAILED", "UPGRADE FAILED", "failed to download", "eks-connector-chart", "helm.go:", "failed to fetch chart", "oci://public.ecr.aws"];

    private static readonly string[] s_release = ["INSTALLATION FAILED", "UPGRADE FAILED", "helm.go:", "Error: release"];

    private static readonly string[] s_images = ["pull image", "unpack image", "pulling image", "daemon"];

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // The release.
        new(FindingCodes.HelmOwnershipConflict, "invalid ownership metadata"),
        new(FindingCodes.HelmOwnershipConflict, "exists and cannot be imported into the current release"),
        new(FindingCodes.HelmReleaseExists, "cannot re-use a name that is still in use"),
        new(FindingCodes.HelmReleaseExists, "another operation (install/upgrade/rollback) is in progress"),
        .. Any(s_release, FindingCodes.HelmTimedOut, "timed out waiting for the condition"),
        .. Any(s_release, FindingCodes.HelmTimedOut, ": context deadline exceeded"),

        // The chart reference.
        new(FindingCodes.HelmReferenceInvalid, "oci://", "is not a valid chart repository or cannot be reached"),
        new(FindingCodes.HelmReferenceInvalid, "oci://", "object required"),
        new(FindingCodes.HelmReferenceInvalid, "oci://", "could not find protocol handler"),
        new(FindingCodes.HelmReferenceInvalid, "oci://", "scheme \"oci\" not supported"),
        new(FindingCodes.HelmReferenceInvalid, "oci://", "invalid_reference"),
        new(FindingCodes.HelmReferenceInvalid, "HELM_EXPERIMENTAL_OCI", "not enabled by default"),
        new(FindingCodes.HelmChartVersionNotFound, "eks-connector-chart:", ": not found") { Without = s_images },
        new(FindingCodes.HelmChartVersionNotFound, "could not locate a version matching provided version string"),
        new(FindingCodes.HelmChartVersionNotFound, "chart \"eks-connector-chart\"", "not found in"),

        // The registry.
        .. Any(s_chart, FindingCodes.HelmCredentialHelperFailed, "docker-credential-"),
        new(FindingCodes.HelmCredentialHelperFailed, "error getting credentials - err", "docker-credential-"),
        .. Any(s_chart, FindingCodes.HelmRegistryForbidden, "status code 401"),
        .. Any(s_chart, FindingCodes.HelmRegistryForbidden, "status code 403"),
        .. Any(s_chart, FindingCodes.HelmRegistryForbidden, "403 Forbidden"),
        .. Any(s_chart, FindingCodes.HelmRegistryForbidden, "401 Unauthorized"),
        .. Any(s_chart, FindingCodes.HelmRegistryUnreachable, "public.ecr.aws", "x509:"),
        .. Any(s_chart, FindingCodes.HelmRegistryUnreachable, "public.ecr.aws", "tls:"),
        .. Any(s_chart, FindingCodes.HelmRegistryUnreachable, "public.ecr.aws", "dial tcp"),
        .. Any(s_chart, FindingCodes.HelmRegistryUnreachable, "public.ecr.aws", "timeout"),
        .. Any(s_chart, FindingCodes.HelmRegistryUnreachable, "public.ecr.aws", "proxyconnect"),
    ];

    private static IEnumerable<Symptom> Any(string[] subjects, string code, params string[] fragments) =>
        subjects.Select(subject => new Symptom(code, [subject, .. fragments]) { Without = s_images });
}
