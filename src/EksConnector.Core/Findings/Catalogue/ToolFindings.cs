using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about tools on the administrator's computer.</summary>
internal static class ToolFindings
{
    public static readonly FindingTheme Theme = new(
        "Helm",
        Row(
            HelmRegistryForbidden,
            Error,
            DocumentationPages.EcrPublicErrors,
            "The registry denied Helm access to the chart (HTTP 401 or 403) because the credentials for public.ecr.aws have expired.",
            "The output of helm install, upgrade, pull, and show (403 Forbidden, 401 Unauthorized).",
            "On the machine that runs Helm, sign out of public.ecr.aws with docker and with helm: the chart does not require credentials. Then run the helm command again.",
            "Credentials from an earlier docker login or helm registry login for public.ecr.aws are still stored, and the registry rejects expired credentials.",
            "docker logout public.ecr.aws\nhelm registry logout public.ecr.aws"),
        Row(
            HelmCredentialHelperFailed,
            Error,
            DocumentationPages.EcrPublicErrors,
            "Helm cannot run the credential helper that the Docker configuration specifies.",
            "The output of helm (error getting credentials: docker-credential-... not found).",
            "On the machine that runs Helm, remove credsStore, or the entry for public.ecr.aws in credHelpers, from ~/.docker/config.json, or install the helper. The chart does not require credentials.",
            "The configuration was created by Docker Desktop or copied from another machine, and the helper is not installed on this machine."),
        Row(
            HelmRegistryUnreachable,
            Error,
            DocumentationPages.EcrPublicErrors,
            "Helm cannot reach public.ecr.aws, or does not trust its certificate.",
            "The output of helm (x509, dial tcp, timeout).",
            "Allow the machine that runs Helm to reach https://public.ecr.aws on port 443, and set HTTPS_PROXY if it uses a proxy. If a proxy intercepts TLS, add its CA certificate to the trust store of the machine.",
            "A firewall or proxy between the machine and the registry blocks the connection or intercepts TLS."),
        Row(
            HelmReferenceInvalid,
            Error,
            DocumentationPages.Connecting,
            "Helm does not accept the form of the chart reference.",
            "The output of helm (object required, is not a valid chart repository).",
            "Specify the complete reference as the chart, without --repo: helm install eks-connector oci://public.ecr.aws/eks-connector/eks-connector-chart. Use Helm 3.8 or later.",
            "An oci:// address is not a chart repository: --repo and helm repo add do not accept it."),
        Row(
            HelmChartVersionNotFound,
            Error,
            DocumentationPages.Connecting,
            "The registry does not have the version of the chart that Helm requested.",
            "The output of helm (eks-connector-chart:VERSION: not found, could not locate a version).",
            "Run the helm command without --version to use the latest version. To find that version, run helm show chart oci://public.ecr.aws/eks-connector/eks-connector-chart.",
            "The version in --version is mistyped, was never published, or is the version of a chart from another source.",
            "helm show chart oci://public.ecr.aws/eks-connector/eks-connector-chart"),
        Row(
            HelmOwnershipConflict,
            Error,
            DocumentationPages.Connecting,
            "The connector's objects already exist on the cluster and do not belong to this Helm release.",
            "The output of helm (invalid ownership metadata).",
            "Keep the existing installation, or delete its objects before you install the chart. Do not delete the state Secrets eks-connector-state-0 and eks-connector-state-1: they contain the registration.",
            "The connector was installed earlier from the manifest, with eksctl, or by another Helm release."),
        Row(
            HelmReleaseExists,
            Error,
            DocumentationPages.Connecting,
            "A Helm release with this name already exists, or an operation on it is in progress.",
            "The output of helm (cannot re-use a name that is still in use, another operation is in progress).",
            "Use helm upgrade --install instead of helm install. If an operation was interrupted, check the state of the release with helm status, and roll it back.",
            "The chart was installed before, or an installation was interrupted.",
            "helm list --all --namespace <NAMESPACE>"),
        Row(
            HelmTimedOut,
            Error,
            DocumentationPages.Connecting,
            "The connector's Pods did not become ready within Helm's timeout.",
            "The output of helm (timed out waiting for the condition).",
            "Run Test-EksConnector to find out why the Pods are not ready. Do not install the release again: it already exists.",
            "A Pod cannot start, or connector-init cannot register.",
            "kubectl -n <NAMESPACE> get pods"));
}
