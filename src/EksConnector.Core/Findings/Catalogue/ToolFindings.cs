using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>What goes wrong on the administrator's own machine.</summary>
internal static class ToolFindings
{
    public static readonly FindingTheme Theme = new(
        "Helm",
        Row(
            HelmRegistryForbidden,
            Error,
            DocumentationPages.EcrPublicErrors,
            "The registry refused Helm's pull of the chart (401 or 403) because of credentials for public.ecr.aws that have expired.",
            "What helm install, upgrade, pull and show answer (403 Forbidden, 401 Unauthorized).",
            "Sign out of public.ecr.aws, with docker and with helm, on the machine that runs helm: the chart can be had without signing in. Then run the helm command again.",
            "An old docker login or helm registry login for public.ecr.aws is still kept; the registry refuses what has expired instead of serving without it.",
            "docker logout public.ecr.aws\nhelm registry logout public.ecr.aws"),
        Row(
            HelmCredentialHelperFailed,
            Error,
            DocumentationPages.EcrPublicErrors,
            "Helm cannot run the credential helper that the Docker configuration names.",
            "What helm reports (error getting credentials: docker-credential-... not found).",
            "Remove credsStore or the entry for public.ecr.aws in credHelpers from ~/.docker/config.json on the machine that runs Helm, or install the helper. The chart does not require credentials.",
            "The configuration comes from Docker Desktop or another machine, and the helper is not installed here."),
        Row(
            HelmRegistryUnreachable,
            Error,
            DocumentationPages.EcrPublicErrors,
            "Helm cannot reach public.ecr.aws, or does not trust its certificate.",
            "What helm reports (x509, dial tcp, timeout).",
            "Let the machine that runs Helm reach https://public.ecr.aws on port 443 (set HTTPS_PROXY if there is a proxy), and add the CA of a proxy that intercepts TLS to its trust store.",
            "A firewall or proxy is between the machine and the registry."),
        Row(
            HelmReferenceInvalid,
            Error,
            DocumentationPages.Connecting,
            "Helm was given the chart in a form that it cannot use.",
            "What helm reports (object required, is not a valid chart repository).",
            "Give the whole reference as the chart, without --repo: helm install eks-connector oci://public.ecr.aws/eks-connector/eks-connector-chart. Use Helm 3.8 or later.",
            "An oci:// address is not a chart repository: --repo and helm repo add do not accept it."),
        Row(
            HelmOwnershipConflict,
            Error,
            DocumentationPages.Connecting,
            "The connector's objects already exist on the cluster and do not belong to this Helm release.",
            "What helm reports (invalid ownership metadata).",
            "Keep the installation from the manifest, or delete its objects before you install the chart. Keep the state Secrets eks-connector-state-0 and eks-connector-state-1: they contain the registration.",
            "The connector was installed from the manifest, by eksctl, or by another Helm release before."),
        Row(
            HelmReleaseExists,
            Error,
            DocumentationPages.Connecting,
            "A Helm release of this name already exists, or is being changed.",
            "What helm reports (cannot re-use a name that is still in use, another operation is in progress).",
            "Use helm upgrade --install instead of helm install. If a change was interrupted, find the state of the release with helm status, and roll it back.",
            "The chart was installed before, or an installation was interrupted.",
            "helm list --all --namespace <NAMESPACE>"),
        Row(
            HelmTimedOut,
            Error,
            DocumentationPages.Connecting,
            "Helm waited for the connector's Pods, and they did not become ready in time.",
            "What helm reports (timed out waiting for the condition).",
            "Find out why the Pods are not ready with Test-EksConnector. The release is installed: do not install it again.",
            "A Pod does not start, or connector-init cannot register.",
            "kubectl -n <NAMESPACE> get pods"));
}
