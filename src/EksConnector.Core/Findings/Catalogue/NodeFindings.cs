using static EksConnector.Core.Findings.Catalogue.Define;
using static EksConnector.Core.Findings.Catalogue.FindingTags;
using static EksConnector.DiagnosisWords;
using static EksConnector.FindingCodes;

namespace EksConnector.Core.Findings.Catalogue;

/// <summary>The findings about the creation of Pod sandboxes and containers on the nodes.</summary>
internal static class NodeFindings
{
    private const string Events = "Events of the Pod";
    private const string Describe = "kubectl -n <NAMESPACE> describe pod <POD>";

    public static readonly FindingTheme Theme = new(
        "Nodes and Pod sandboxes",
        Row(
            NodeDiskFull,
            Error,
            DocumentationPages.Eviction,
            "The disk of a node is full, so images cannot be unpacked or containers cannot be created.",
            $"{Events} (no space left on device).",
            "Free disk space on the node, for example by removing unused images (crictl rmi --prune), or enlarge its disk. The kubelet then retries automatically.",
            "Images, logs, or volumes fill the file system of the container runtime.",
            Describe,
            leadsTo: [Unready],
            morePreciseThan: [ImagePullFailed, ContainerNotCreated],
            phrase: "the disk of the node is full"),
        Row(
            InotifyLimitReached,
            Error,
            DocumentationPages.Nodes,
            "The node has no inotify instances or file handles left, so programs that watch files cannot start.",
            "The log of connector-proxy (failed to setup file watcher: too many open files); events of the Pod.",
            "Raise fs.inotify.max_user_instances and fs.inotify.max_user_watches on the node with sysctl, for example to 8192 and 524288, and then restart the Pod. The limit applies to all containers of the node together. Do not restart a Pod while KeyNotPersisted is reported.",
            "Many programs on the node watch files, and the default limit of 128 instances for each user is reached.",
            tags: [Crash],
            leadsTo: [Unready, ProxyCrashLooping],
            morePreciseThan: [ProxyCrashLooping, ContainerNotCreated]),
        Row(
            SandboxImagePullFailed,
            Error,
            DocumentationPages.DebugPods,
            "The node cannot pull the pause image, which every Pod sandbox requires. The EKS Connector does not cause this error.",
            $"{Events} (FailedCreatePodSandBox: failed to get sandbox image).",
            "In the configuration of the container runtime, set a sandbox image that the node can pull (sandbox_image or sandbox in containerd, pause_image in CRI-O). Alternatively, give the node access to the registry of the pause image.",
            "The registry of the pause image is unreachable or requires credentials, or the image was removed from the node.",
            Describe,
            leadsTo: [Unready],
            morePreciseThan: [ContainerNotCreated, ImagePullFailed]),
        Row(
            PodNetworkFailed,
            Error,
            DocumentationPages.DebugPods,
            "The CNI plugin of the node cannot set up the network of the Pod. The EKS Connector does not cause this error.",
            $"{Events} (FailedCreatePodSandBox: failed to setup network for sandbox).",
            "Check the Pods and logs of the network plugin that the message names, and restart its Pod on that node. The kubelet then retries automatically.",
            "The network plugin is not running on the node, has no IP addresses left, or is not permitted to call the API server.",
            "kubectl -n kube-system get pods -o wide",
            leadsTo: [Unready],
            morePreciseThan: [ContainerNotCreated]),
        Row(
            RunAsNonRootViolated,
            Error,
            DocumentationPages.PodSecurity,
            "The security context requires a non-root user, but the container image runs as root or specifies its user by name.",
            $"{Events}; the state of the container (CreateContainerConfigError: container has runAsNonRoot).",
            "Remove runAsNonRoot from the Pod's security context, or remove the policy that adds it to the connector's namespace.",
            "The StatefulSet was edited, or an admission webhook adds runAsNonRoot.",
            Describe,
            leadsTo: [Unready, Crash],
            morePreciseThan: [ContainerNotCreated]),
        Row(
            SecurityProfileMissing,
            Error,
            DocumentationPages.PodSecurity,
            "A seccomp or AppArmor profile of the Pod cannot be used on the node.",
            $"{Events}; the state of the container (cannot load seccomp profile, AppArmor profile not found).",
            "Install the profile on the node, or remove it from the Pod: the connector's manifest specifies none.",
            "A policy adds the profile to the Pod, but the node does not have or support it.",
            Describe,
            leadsTo: [Unready, Crash],
            morePreciseThan: [ContainerNotCreated]));
}
