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
            leadsTo: [ProxyRefused]));
}
