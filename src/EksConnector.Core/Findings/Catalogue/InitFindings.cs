using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether connector-init runs, and ends well.</summary>
internal static class InitFindings
{
    public static readonly FindingTheme Theme = new(
        "connector-init",
        Row(
            InitFailed,
            Error,
            DocumentationPages.CrashLoop,
            "connector-init ends with an error that no other code names.",
            "The container's state (Init:CrashLoopBackOff, Init:Error) and log.",
            "Read the log of connector-init, with Get-EksConnectorLog -Container connector-init -Level Error, and give what it says to Resolve-EksConnectorError. The last lines are stacks and say nothing.",
            fix: "kubectl -n <NAMESPACE> logs <POD> -c connector-init",
            tags: [RegistrationRefused, Crash, Vague]),
        Row(
            InitStillRunning,
            Error,
            DocumentationPages.Outbound,
            "connector-init has been running for longer than a registration takes.",
            "The container's state.",
            "See that the pods reach https://ssm.REGION.amazonaws.com on port 443.",
            "Systems Manager, or the API server, does not answer it: a firewall drops packets silently, say.",
            downgrades: [Warning],
            tags: [Unready],
            leadsTo: [Unready, Disconnected]),
        Row(
            InitConfigurationInvalid,
            Error,
            DocumentationPages.CrashLoop,
            "connector-init cannot use its arguments or its environment.",
            "The log of connector-init.",
            "Apply the manifest, or upgrade the Helm release, again.",
            "The StatefulSet was edited, or the manifest was filled in badly."),
        Row(
            ApiServerUnreachable,
            Error,
            DocumentationPages.NetworkPolicies,
            "connector-init cannot reach the cluster's own API server.",
            "The log of connector-init (dial tcp).",
            "Let the pods of the connector's namespace reach the API server (kubernetes.default.svc, port 443).",
            "A network policy, or the cluster's network, keeps the pods from it.",
            leadsTo: [ProxyRefused]),
        Row(
            ApiServerUntrusted,
            Error,
            DocumentationPages.ServiceAccounts,
            "connector-init does not trust the certificate of the cluster's own API server.",
            "The logs of connector-init and connector-proxy (x509, at a request to /api/v1).",
            "Compare ca.crt in the Secret eks-connector-token with the CA of the API server (the ConfigMap kube-root-ca.crt). Where they differ, make the token's Secret again. Where they are the same, look for what intercepts TLS to the API server, or for a certificate that has expired.",
            "The cluster's CA was replaced after the Secret was filled, the Secret was copied from another cluster, something intercepts TLS between the Pods and the API server, or its certificate has expired.",
            leadsTo: [ProxyRefused, RegistrationRefused],
            morePreciseThan: [ApiServerUnreachable]),
        Row(
            ApiServerNameMismatch,
            Error,
            DocumentationPages.Communication,
            "The certificate of the cluster's own API server is not valid for the name or address that the connector uses.",
            "The logs of connector-init and connector-proxy (x509: certificate is valid for ..., not ...).",
            "Give the API server a certificate for kubernetes.default.svc and for the address of the Service kubernetes, and see that no proxy answers in its place.",
            "The API server's certificate was made without these names, or something else answers in its place.",
            leadsTo: [ProxyRefused, RegistrationRefused],
            morePreciseThan: [ApiServerUnreachable, ApiServerUntrusted]));
}
