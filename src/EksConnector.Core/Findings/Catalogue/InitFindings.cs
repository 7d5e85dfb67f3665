using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about connector-init.</summary>
internal static class InitFindings
{
    public static readonly FindingTheme Theme = new(
        "connector-init",
        Row(
            InitFailed,
            Error,
            DocumentationPages.CrashLoop,
            "connector-init exits with an error that no other finding covers.",
            "The state (Init:CrashLoopBackOff, Init:Error) and log of the container.",
            "Read the log with Get-EksConnectorLog -Container connector-init -Level Error, and pass the error to Resolve-EksConnectorError. Ignore the stack trace in the last lines.",
            fix: "kubectl -n <NAMESPACE> logs <POD> -c connector-init",
            tags: [RegistrationRefused, Crash, Vague]),
        Row(
            InitStillRunning,
            Error,
            DocumentationPages.Outbound,
            "connector-init has been running longer than a registration takes.",
            "The state of the container.",
            "Check that the Pods can reach https://ssm.REGION.amazonaws.com on port 443." + ConnectivityFindings.Test,
            "Systems Manager or the API server does not respond, for example because a firewall drops the packets.",
            downgrades: [Warning],
            tags: [Unready],
            leadsTo: [Unready, Disconnected]),
        Row(
            InitConfigurationInvalid,
            Error,
            DocumentationPages.CrashLoop,
            "The arguments or environment variables of connector-init are invalid.",
            "The log of connector-init.",
            "Correct the argument or the environment variable that the message names, in the manifest or in the Helm values, and apply the manifest or upgrade the Helm release again.",
            "The StatefulSet was edited, or the manifest was filled in incorrectly.",
            morePreciseThan: [SsmUnreachable]),
        Row(
            ApiServerUnreachable,
            Error,
            DocumentationPages.NetworkPolicies,
            "connector-init cannot reach the cluster's own API server.",
            "The log of connector-init (dial tcp).",
            "Allow the Pods in the connector's namespace to reach the API server (kubernetes.default.svc, port 443).",
            "A network policy or the cluster network blocks the connection.",
            leadsTo: [ProxyRefused]),
        Row(
            ApiServerUntrusted,
            Error,
            DocumentationPages.ServiceAccounts,
            "connector-init does not trust the certificate of the cluster's own API server.",
            "The logs of connector-init and connector-proxy (x509 errors for requests to /api/v1).",
            "Compare ca.crt in the Secret eks-connector-token with the CA of the API server (the ConfigMap kube-root-ca.crt). If they differ, re-create the token Secret. If they match, check whether TLS to the API server is intercepted, or whether its certificate has expired.",
            "The cluster CA was replaced after the Secret was created, the Secret was copied from another cluster, TLS between the Pods and the API server is intercepted, or the API server's certificate has expired.",
            leadsTo: [ProxyRefused, RegistrationRefused],
            morePreciseThan: [ApiServerUnreachable]),
        Row(
            ApiServerNameMismatch,
            Error,
            DocumentationPages.Communication,
            "The certificate of the cluster's own API server is not valid for the name or address that the connector uses.",
            "The logs of connector-init and connector-proxy (x509: certificate is valid for ..., not ...).",
            "Issue a certificate to the API server that is valid for kubernetes.default.svc and for the address of the Service kubernetes, and check that no proxy responds in place of the API server.",
            "The API server's certificate was issued without these names, or another server responds in its place.",
            leadsTo: [ProxyRefused, RegistrationRefused],
            morePreciseThan: [ApiServerUnreachable, ApiServerUntrusted]));
}
