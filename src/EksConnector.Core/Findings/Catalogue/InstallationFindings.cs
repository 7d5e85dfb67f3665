using static EksConnector.Core.Findings.Catalogue.Define;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether the connector is on the cluster, and may be.</summary>
internal static class InstallationFindings
{
    public static readonly FindingTheme Theme = new(
        "Installation",
        Error(
            FindingCodes.NamespaceMissing,
            DocumentationPages.Connecting,
            "The connector's namespace is not there.",
            "Namespaces; what kubectl and Helm answer.",
            "Apply the manifest, which makes the namespace; install the Helm chart with --create-namespace.",
            "The manifest was never applied here, or the namespace was deleted. With the namespace the state is gone, so that the cluster has to be registered anew."),
        Error(
            FindingCodes.NamespaceTerminating,
            DocumentationPages.Namespaces,
            "The connector's namespace is being deleted, so nothing new is made in it.",
            "The namespace's phase; what kubectl and Helm answer.",
            "Wait until the namespace is gone, or mend what holds it (finalizers, an API service that does not answer; its conditions say which). Then deregister the cluster, register it again, and apply the new manifest.",
            "Somebody deleted the namespace.",
            "kubectl get namespace <NAMESPACE> -o jsonpath='{.status.conditions}'"),
        Error(
            FindingCodes.ConnectorNotInstalled,
            DocumentationPages.Connecting,
            "The connector's StatefulSet is not on the cluster.",
            "StatefulSets; what kubectl and Helm answer.",
            "Apply the manifest that the registration gave, with the activation's code in EKS_ACTIVATION_CODE. Where the code is lost, deregister the cluster and register it again.",
            "The manifest, or the Helm chart, was never applied, or was deleted since."),
        Error(
            FindingCodes.ConnectorScaledToZero,
            DocumentationPages.StatefulSets,
            "The StatefulSet is scaled to 0, so no pod registers or connects.",
            "The StatefulSet's replicas.",
            "Scale the StatefulSet up.",
            "Somebody scaled it down.",
            "kubectl -n <NAMESPACE> scale statefulset eks-connector --replicas=2"),
        Error(
            FindingCodes.ServiceAccountMissing,
            DocumentationPages.ServiceAccounts,
            "The connector's service account is not there.",
            "Service accounts; events of the StatefulSet (error looking up service account).",
            "Apply the manifest, or upgrade the Helm release, again. Then see that the token's Secret is of the new account: ServiceAccountTokenStale.",
            "It was deleted, or only a part of the manifest was applied.",
            "kubectl -n <NAMESPACE> create serviceaccount eks-connector"),
        Error(
            FindingCodes.PodSecurityDenied,
            DocumentationPages.PodSecurity,
            "Pod security (Pod Security Admission, a PodSecurityPolicy, OpenShift's security context constraints) refuses the connector's pods.",
            "Events of the StatefulSet (violates PodSecurity, unable to validate against any security context constraint); warnings of kubectl apply.",
            "Let the connector's namespace enforce the level 'baseline' or none; on OpenShift, give the service account a constraint that allows the capability DAC_OVERRIDE and the image's user.",
            "The connector's containers run as root with the capability DAC_OVERRIDE and no seccomp profile, which the level 'restricted' does not take.",
            "kubectl label namespace <NAMESPACE> --overwrite pod-security.kubernetes.io/enforce=baseline"),
        Error(
            FindingCodes.PodQuotaExceeded,
            DocumentationPages.Quotas,
            "A quota or a limit range of the namespace refuses the connector's pods.",
            "Events of the StatefulSet (exceeded quota, must specify limits, minimum and maximum usage).",
            "Raise the quota, or give the namespace a LimitRange with defaults: the connector's containers name no resources of their own.",
            "A quota counts resources that the connector's pods do not name, or is used up."),
        Error(
            FindingCodes.AdmissionDenied,
            DocumentationPages.Admission,
            "An admission webhook or policy refuses the connector's pods, or does not answer.",
            "Events of the StatefulSet (admission webhook denied the request, failed calling webhook).",
            "Exempt the connector's namespace from the policy that the event names, or let it take images of public.ecr.aws; mend the webhook where it does not answer.",
            "A policy engine (Gatekeeper, Kyverno, a webhook of one's own) applies to the connector's namespace."),
        Error(
            FindingCodes.PodNotCreated,
            DocumentationPages.StatefulSets,
            "The StatefulSet has fewer pods than it has to have, for a reason that no other code names.",
            "The StatefulSet's replicas and pods; its events.",
            "Read the StatefulSet's events. It makes a pod only when the one before it is ready.",
            fix: "kubectl -n <NAMESPACE> describe statefulset eks-connector"),
        Warning(
            FindingCodes.ConnectorVersionOld,
            DocumentationPages.Connecting,
            "The image of the connector is an old version, with faults that were mended since.",
            "The image of connector-init and connector-proxy.",
            "Apply the present manifest, or upgrade the Helm release. A replica with a state Secret keeps its registration.",
            "The manifest was applied long ago, and a StatefulSet does not renew itself."),
        Warning(
            FindingCodes.AgentVersionOld,
            DocumentationPages.Connecting,
            "The image of the agent is an old version, with faults that were mended since.",
            "The image of connector-agent; the agent's version in Systems Manager.",
            "Apply the present manifest, or upgrade the Helm release. A replica with a state Secret keeps its registration.",
            "The manifest was applied long ago, and a StatefulSet does not renew itself."),
        Error(
            FindingCodes.ManifestInvalid,
            DocumentationPages.Connecting,
            "The file is not YAML as it stands.",
            "The file that is to be applied; what kubectl apply answers.",
            "Replace the placeholders, or correct the line.",
            "A placeholder that stands without quotes is no YAML, nor is a file that was cut off or edited with tabs."),
        Error(
            FindingCodes.ManifestNotConnector,
            DocumentationPages.Connecting,
            "The file is neither a manifest of the connector nor values for its Helm chart.",
            "The file that is to be applied.",
            "Give the file eks-connector.yaml that the registration is applied with, or a values file with eks.activationId, eks.activationCode and eks.agentRegion."),
        Warning(
            FindingCodes.VersionAccessMissing,
            DocumentationPages.Rbac,
            "The service account may not ask the API server for its version, which EKS shows.",
            "ClusterRoles and bindings; the proxy's log (cannot get path \"/version\").",
            "Apply the present manifest, which has the ClusterRole eks-connector-cluster-meta-access, or run Repair-EksConnector. In a namespace other than eks-connector the chart's binding names the wrong service account.",
            "The manifest is older than mid-2023, or the ClusterRole was deleted.",
            "kubectl create clusterrole eks-connector-version --verb=get --non-resource-url=/version\nkubectl create clusterrolebinding eks-connector-version --clusterrole=eks-connector-version --serviceaccount=<NAMESPACE>:eks-connector",
            canRepair: true));
}
