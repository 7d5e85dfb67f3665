using static EksConnector.Core.Findings.Catalogue.Define;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Whether the pods get a node, start, and stay.</summary>
internal static class PodFindings
{
    private const string Describe = "kubectl -n <NAMESPACE> describe pod <POD>";

    public static readonly FindingTheme Theme = new(
        "Pods",
        Error(
            FindingCodes.PodNotStarting,
            DocumentationPages.DebugPods,
            "A pod does not get as far as its init container: no node, no image, no volume.",
            "The pod's status and events.",
            "Mend what keeps the pod from starting; Get-EksConnectorStatus -Detailed tells more. The activation waits until it expires.",
            fix: Describe),
        Error(
            FindingCodes.PodUntolerated,
            DocumentationPages.Taints,
            "No node takes the pod, because of taints that it does not tolerate.",
            "Events of the pod (FailedScheduling, untolerated taint).",
            "Take the taint from a Linux node on x86-64, or add a toleration for it to the StatefulSet. The connector tolerates node-role.kubernetes.io/master and CriticalAddonsOnly alone.",
            "All nodes are tainted: control-plane nodes, nodes that are not ready, or nodes that are kept for something else.",
            "kubectl get nodes -o custom-columns='NAME:.metadata.name,TAINTS:.spec.taints[*].key'"),
        Error(
            FindingCodes.PodLacksResources,
            DocumentationPages.Resources,
            "No node takes the pod, because none has what it asks for.",
            "Events of the pod (FailedScheduling: Insufficient cpu, Insufficient memory, Too many pods).",
            "Add a node, or take something away from those that are there.",
            "The nodes are full. The connector asks for nothing by itself: a LimitRange, or the limit of pods of a node, does it."),
        Error(
            FindingCodes.PodUnschedulable,
            DocumentationPages.Scheduling,
            "No node takes the pod, for another reason: labels, affinity, volumes, cordoned nodes.",
            "Events of the pod (FailedScheduling).",
            "Uncordon a node, or correct the labels that the StatefulSet asks for (deploy.podLabelSelector in the Helm values).",
            fix: Describe),
        Error(
            FindingCodes.ArchitectureMismatch,
            DocumentationPages.Requirements,
            "The pod is on, or can only get to, nodes that are not Linux on x86-64, for which alone the images are made.",
            "The node's labels kubernetes.io/os and kubernetes.io/arch; logs and events (exec format error, no matching manifest).",
            "Add a Linux node on x86-64, and bind the StatefulSet to such nodes.",
            "The manifest has no node selector, so that a mixed cluster may take an ARM or Windows node.",
            """kubectl -n <NAMESPACE> patch statefulset eks-connector -p '{"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/os":"linux","kubernetes.io/arch":"amd64"}}}}}'"""),
        Error(
            FindingCodes.VolumeNotMounted,
            DocumentationPages.DebugPods,
            "A volume of the pod cannot be mounted: a ConfigMap or a Secret is missing, say.",
            "Events of the pod (FailedMount).",
            "Apply the manifest, or upgrade the Helm release, again: it makes the ConfigMap eks-connector-agent and the Secret eks-connector-token.",
            "Only a part of the manifest was applied, or something of it was deleted since.",
            Describe),
        Error(
            FindingCodes.ContainerNotCreated,
            DocumentationPages.DebugPods,
            "A container cannot be made, for a reason such as a missing key of a Secret.",
            "The container's state (CreateContainerConfigError, CreateContainerError, RunContainerError); events of the pod.",
            "Mend what the message names. A missing key 'code' is mended by writing the Secret eks-connector-activation-config anew.",
            fix: Describe),
        Error(
            FindingCodes.AgentCrashLooping,
            DocumentationPages.CrashLoop,
            "connector-agent ends again and again.",
            "The container's state and restarts.",
            "Read what it wrote before it ended, with Get-EksConnectorLog -Container connector-agent -Previous -Level Error.",
            fix: "kubectl -n <NAMESPACE> logs <POD> -c connector-agent --previous"),
        Error(
            FindingCodes.ProxyCrashLooping,
            DocumentationPages.CrashLoop,
            "connector-proxy ends again and again.",
            "The container's state and restarts.",
            "Read what it wrote before it ended, with Get-EksConnectorLog -Container connector-proxy -Previous -Level Error. Most often it cannot read its state Secret or its token.",
            fix: "kubectl -n <NAMESPACE> logs <POD> -c connector-proxy --previous"),
        Error(
            FindingCodes.ContainerOutOfMemory,
            DocumentationPages.Resources,
            "A container was ended because it used more memory than it may.",
            "The container's last state (OOMKilled, exit code 137).",
            "Raise the memory limit: of the LimitRange that gives the containers one, or of the StatefulSet. Without a limit, the node itself lacks memory.",
            "The connector sets no limits by itself: a LimitRange of the namespace, or the node, did it."),
        Error(
            FindingCodes.PodEvicted,
            DocumentationPages.Eviction,
            "The node put the pod out, for want of memory or disk.",
            "The pod's status (Evicted) and message; events of the pod.",
            "Free memory or disk on the node, or give the pods a node with more of it. The StatefulSet makes the pod anew.",
            "The pods name no resources, so they are the first to go."),
        Error(
            FindingCodes.NodeNotReady,
            DocumentationPages.Nodes,
            "A pod is on a node that is not ready.",
            "The node's condition Ready; events (NodeNotReady).",
            "Mend the node, or remove it from the cluster: then the StatefulSet makes the pod anew on another one.",
            "The kubelet does not answer: the node is off, cut off, or out of memory or disk.",
            "kubectl describe node <NODE>"),
        Error(
            FindingCodes.NodeClockSkew,
            DocumentationPages.Requirements,
            "The clock of a node is wrong, so that AWS refuses what is signed there.",
            "Logs of connector-init and connector-agent (Signature expired, Signature not yet current, certificate is not yet valid).",
            "Set the node's clock, and let it be kept by NTP (chrony, systemd-timesyncd).",
            "AWS takes nothing that was signed more than some minutes ago, or in the future."),
        Warning(
            FindingCodes.PodStuckTerminating,
            DocumentationPages.StuckPods,
            "A pod should have been gone by now.",
            "The pod's deletion time.",
            "Mend the node that it is on. Where the node is gone for good, delete the pod by force, so that the StatefulSet makes it anew.",
            "The node does not answer, or a finalizer holds the pod.",
            "kubectl -n <NAMESPACE> delete pod <POD> --force --grace-period=0"),
        Error(
            FindingCodes.PodNotReady,
            DocumentationPages.Steps,
            "A pod is not ready, for a reason that no other code names.",
            "The pod's status and its containers.",
            "See what Get-EksConnectorStatus -Detailed tells, and read the log of the container that is not ready with Get-EksConnectorLog.",
            fix: Describe),
        Warning(
            FindingCodes.PodOutdated,
            DocumentationPages.StatefulSets,
            "A pod still runs with another activation id or region than the StatefulSet has now.",
            "The pods' arguments and environment beside the StatefulSet's.",
            "Delete the pod; the StatefulSet makes it anew.",
            "A StatefulSet does not replace a pod that never became ready.",
            "kubectl -n <NAMESPACE> delete pod <POD>",
            canRepair: true));
}
