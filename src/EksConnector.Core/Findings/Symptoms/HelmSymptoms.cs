using System.Text.RegularExpressions;

namespace EksConnector.Core.Findings.Symptoms;

/// <summary>The symptoms in the output of Helm.</summary>
internal static partial class HelmSymptoms
{
    // The texts that identify a failed Helm command or chart download.
    private static readonly string[] s_chart =
        ["INSTALLATION FAILED", "UPGRADE FAILED", "failed to download", "eks-connector-chart", "helm.go:", "failed to fetch chart", "oci://public.ecr.aws"];

    private static readonly string[] s_release = ["INSTALLATION FAILED", "UPGRADE FAILED", "helm.go:", "Error: release"];

    // The registry and the hosts from which it serves the content; requests to an API server do not contain them.
    private static readonly string[] s_hosts = ["public.ecr.aws", "/v2/"];

    private static readonly string[] s_connection =
    [
        "x509:", "tls:", "dial tcp", "timeout", "proxyconnect", "Proxy Authentication Required", "\": EOF", "connection reset by peer",
        "\": Forbidden", "\": Method Not Allowed", "\": Bad Gateway", "\": Service Unavailable", "\": Gateway Timeout",
    ];

    private static readonly string[] s_images = ["pull image", "unpack image", "pulling image", "daemon"];

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // The release.
        new(FindingCodes.HelmOwnershipConflict, "invalid ownership metadata", "\"eks-connector"),
        new(FindingCodes.HelmOwnershipConflict, "exists and cannot be imported into the current release", "\"eks-connector"),
        new(FindingCodes.HelmReleaseExists, "cannot re-use a name that is still in use"),
        new(FindingCodes.HelmReleaseExists, "another operation (install/upgrade/rollback) is in progress"),
        .. Any(s_release, FindingCodes.HelmTimedOut, "timed out waiting for the condition").Select(row => row with { Condition = IsOfConnector }),
        .. Any(s_release, FindingCodes.HelmTimedOut, ": context deadline exceeded").Select(row => row with { Condition = IsOfConnector }),

        // The chart reference.
        new(FindingCodes.HelmReferenceInvalid, "oci://", "is not a valid chart repository or cannot be reached"),
        new(FindingCodes.HelmReferenceInvalid, "oci://", "object required"),
        new(FindingCodes.HelmReferenceInvalid, "oci://", "could not find protocol handler"),
        new(FindingCodes.HelmReferenceInvalid, "scheme \"oci\" not supported"),
        new(FindingCodes.HelmReferenceInvalid, "oci://", "invalid_reference"),
        new(FindingCodes.HelmReferenceInvalid, "HELM_EXPERIMENTAL_OCI", "not enabled by default"),
        new(FindingCodes.HelmReferenceInvalid, "oci://", "manifest does not contain minimum number of descriptors"),
        new(FindingCodes.HelmChartVersionNotFound, "eks-connector-chart:", ": not found") { Without = s_images },
        new(FindingCodes.HelmChartVersionNotFound, "could not locate a version matching provided version string"),
        new(FindingCodes.HelmChartVersionNotFound, "chart \"eks-connector-chart\"", "not found in"),

        // The registry.
        .. Any(s_chart, FindingCodes.HelmCredentialHelperFailed, "docker-credential-"),
        new(FindingCodes.HelmCredentialHelperFailed, "error getting credentials - err", "docker-credential-"),
        new(FindingCodes.HelmRegistryForbidden, "Error: pulling from host public.ecr.aws failed with status code") { Without = s_images },
        .. Any(s_chart, FindingCodes.HelmRegistryForbidden, "status code 401"),
        .. Any(s_chart, FindingCodes.HelmRegistryForbidden, "status code 403"),
        .. Any(s_chart, FindingCodes.HelmRegistryForbidden, "403 Forbidden"),
        .. Any(s_chart, FindingCodes.HelmRegistryForbidden, "401 Unauthorized"),
        .. s_hosts.SelectMany(host => s_connection.SelectMany(fault => Any(s_chart, FindingCodes.HelmRegistryUnreachable, host, fault)))
            .Select(row => row with { Without = [.. s_images, "/apis/", "/api/v1/"] }),
    ];

    private static IEnumerable<Symptom> Any(string[] subjects, string code, params string[] fragments) =>
        subjects.Select(subject => new Symptom(code, [subject, .. fragments]) { Without = s_images });

    private static bool IsOfConnector(ReadOnlySpan<char> tight) => !OtherRelease().IsMatch(tight);

    // Without white space: release NAME failed, and has been rolled back due to atomic being set
    [GeneratedRegex("release(?![a-z0-9.-]*connector)[a-z0-9.-]{1,53}failed,andhasbeen", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OtherRelease();
}
