namespace EksConnector.Core.Findings.Symptoms;

/// <summary>
/// The symptoms in the status and the events of Pods: rejections of the API server, the scheduler, the kubelet, and the container runtimes
/// containerd, CRI-O and Docker.
/// </summary>
internal static class EventSymptoms
{
    private const string Nodes = "nodes are available";

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // The kubelet has not read the object yet and retries immediately.
        new(Symptom.Harmless, "failed to sync configmap cache"),
        new(Symptom.Harmless, "failed to sync secret cache"),
        new(Symptom.Harmless, "MountVolume.SetUp failed", "not registered"),
        new(Symptom.Harmless, "MountVolume.SetUp succeeded"),
        new(Symptom.Harmless, "MountVolume.MountDevice succeeded"),
        new(Symptom.Harmless, "AttachVolume.Attach succeeded"),

        // A command in a running container, such as a probe or kubectl exec, fails; the container was created.
        new(Symptom.Harmless, "OCI runtime exec failed"),

        // The kubelet continues without credentials, which images of ECR Public do not require.
        new(Symptom.Harmless, "credential provider plugin"),

        // The API server rejects the Pod, as reported by the StatefulSet controller.
        new(FindingCodes.NamespaceTerminating, "because it is being terminated"),
        new(FindingCodes.PodSecurityDenied, "violates PodSecurity"),
        new(FindingCodes.PodSecurityDenied, "unable to validate against any pod security policy"),
        new(FindingCodes.PodSecurityDenied, "PodSecurityPolicy: unable to admit pod"),
        new(FindingCodes.PodSecurityDenied, "unable to validate against any security context constraint"),
        new(FindingCodes.PodQuotaExceeded, "exceeded quota"),
        new(FindingCodes.PodQuotaExceeded, "failed quota"),
        new(FindingCodes.PodQuotaExceeded, "status unknown for quota"),
        new(FindingCodes.PodQuotaExceeded, " usage per "),
        new(FindingCodes.PodQuotaExceeded, "limit to request ratio per "),
        new(FindingCodes.ServiceAccountMissing, "error looking up service account"),
        new(FindingCodes.ServiceAccountMissing, "serviceaccount \"", "\" not found"),
        new(FindingCodes.AdmissionDenied, "admission webhook", "denied the request"),
        new(FindingCodes.AdmissionDenied, "failed calling webhook"),
        new(FindingCodes.AdmissionDenied, "failed calling admission webhook"),
        new(FindingCodes.AdmissionDenied, "ValidatingAdmissionPolicy", "denied request"),
        new(FindingCodes.AdmissionDenied, "image policy webhook"),
        new(FindingCodes.RuntimeClassMissing, "pod rejected: RuntimeClass \"", "\" not found"),
        new(FindingCodes.PodNotCreated, "create Pod", "in StatefulSet", "failed error:"),

        // The scheduler: tainted nodes are common, so the reasons for the other nodes take precedence.
        new(FindingCodes.PodLacksResources, Nodes, "Insufficient "),
        new(FindingCodes.PodLacksResources, Nodes, "Too many pods"),
        new(FindingCodes.PodLacksResources, "fit failure on node", "Insufficient "),
        new(FindingCodes.PodUnschedulable, Nodes, "didn't match"),
        new(FindingCodes.PodUnschedulable, Nodes, "MatchNodeSelector"),
        new(FindingCodes.PodUnschedulable, Nodes, "MatchInterPodAffinity"),
        new(FindingCodes.PodUnschedulable, "fit failure on node", "MatchNodeSelector"),
        new(FindingCodes.PodUnschedulable, Nodes, "unschedulable"),
        new(FindingCodes.PodUnschedulable, Nodes, "anti-affinity"),
        new(FindingCodes.PodUnschedulable, Nodes, "volume"),
        new(FindingCodes.PodUnschedulable, Nodes, "free ports"),
        new(FindingCodes.PodUntolerated, Nodes, "taint"),
        new(FindingCodes.PodUnschedulable, Nodes),
        new(FindingCodes.PodUnschedulable, "no nodes available to schedule pods"),
        new(FindingCodes.PodUnschedulable, "persistentvolumeclaim \"", "\" not found"),
        new(FindingCodes.PodUnschedulable, "unbound immediate PersistentVolumeClaims"),

        // The node itself.
        new(FindingCodes.PodEvicted, "The node was low on resource"),
        new(FindingCodes.PodEvicted, "The node had condition:"),
        new(FindingCodes.NodeNotReady, "which was running pod", "is unresponsive"),
        new(FindingCodes.NodeNotReady, "NodeNotReady", "Node is not ready"),

        // There is no image for the platform of the node; sometimes an image can be pulled but not run.
        new(FindingCodes.ArchitectureMismatch, "exec format error"),
        new(FindingCodes.ArchitectureMismatch, "no match for platform in manifest"),
        new(FindingCodes.ArchitectureMismatch, "no matching manifest for "),
        new(FindingCodes.ArchitectureMismatch, "no image found in manifest list for architecture"),
        new(FindingCodes.ArchitectureMismatch, "no image found in image index for architecture"),
        new(FindingCodes.ArchitectureMismatch, "cannot be used on this platform"),

        // Volumes.
        new(FindingCodes.ServiceAccountTokenMissing, "MountVolume.SetUp failed", "secret \"eks-connector-token\" not found"),
        new(FindingCodes.VolumeNotMounted, "MountVolume."),
        new(FindingCodes.VolumeNotMounted, "AttachVolume."),
        new(FindingCodes.VolumeNotMounted, "Unable to attach or mount volumes"),
        new(FindingCodes.VolumeNotMounted, "Unable to mount volumes for pod"),

        // Containers that exit repeatedly.
        new(FindingCodes.ContainerOutOfMemory, "OOMKilled"),
        new(FindingCodes.AgentCrashLooping, "restarting failed container=connector-agent"),
        new(FindingCodes.AgentCrashLooping, "restarting failed container connector-agent"),
        new(FindingCodes.ProxyCrashLooping, "restarting failed container=connector-proxy"),
        new(FindingCodes.ProxyCrashLooping, "restarting failed container connector-proxy"),
        new(FindingCodes.InitFailed, "restarting failed container=connector-init"),
        new(FindingCodes.InitFailed, "restarting failed container connector-init"),

        // The node: its disk is full, or its inotify limits are reached.
        new(FindingCodes.InotifyLimitReached, "too many open files"),
        new(FindingCodes.InotifyLimitReached, "inotify", "no space left on device"),
        new(FindingCodes.NodeDiskFull, "no space left on device"),
        new(FindingCodes.NodeDiskFull, "disk quota exceeded"),
        new(FindingCodes.NodeDiskFull, "not enough space on the disk"),

        // The Pod sandbox and its network.
        new(FindingCodes.SandboxImagePullFailed, "sandbox image"),
        new(FindingCodes.SandboxImagePullFailed, "\"StartContainer\" for \"POD\" with", "ImagePull"),
        new(FindingCodes.SandboxImagePullFailed, "create pod sandbox", "pause", "pull"),
        new(FindingCodes.SandboxImagePullFailed, "create pod sandbox", "pause", "initializing source"),
        new(FindingCodes.SandboxImagePullFailed, "create pod sandbox", "pause", "reading manifest"),
        new(FindingCodes.PodNetworkFailed, "setup network for sandbox"),
        new(FindingCodes.PodNetworkFailed, "set up sandbox container", "network for pod"),
        new(FindingCodes.PodNetworkFailed, "create pod network sandbox"),
        new(FindingCodes.PodNetworkFailed, "create pod sandbox", "CNI"),
        new(FindingCodes.PodNetworkFailed, "plugin type=\""),
        new(FindingCodes.PodNetworkFailed, "networkPlugin cni failed"),
        new(FindingCodes.PodNetworkFailed, "network is not ready"),
        new(FindingCodes.PodNetworkFailed, "cni plugin not initialized"),

        // The kubelet names the resource, such as runtimeclass.node.k8s.io "gvisor". A handler that the runtime does not have is another problem.
        new(FindingCodes.RuntimeClassMissing, "pod sandbox", "runtimeclass.node.k8s.io \"", "\" not found"),
        new(FindingCodes.RuntimeClassMissing, "pod sandbox", "RuntimeClass \"", "\" not found"),

        // Violations of the security settings of the Pod or the node.
        new(FindingCodes.RunAsNonRootViolated, "runAsNonRoot"),
        new(FindingCodes.RunAsNonRootViolated, "has non-numeric user"),
        new(FindingCodes.RunAsNonRootViolated, "breaks non-root policy"),
        new(FindingCodes.SecurityProfileMissing, "seccomp"),
        new(FindingCodes.SecurityProfileMissing, "AppArmor"),

        // Containers that cannot be created.
        new(FindingCodes.ContainerNotCreated, "Failed to create pod sandbox"),
        new(FindingCodes.ContainerNotCreated, "couldn't find key "),
        new(FindingCodes.ContainerNotCreated, "OCI runtime"),
        new(FindingCodes.ContainerNotCreated, "failed to create containerd"),
        new(FindingCodes.ContainerNotCreated, "container create failed"),
        new(FindingCodes.ContainerNotCreated, "failed to reserve container name"),
        new(FindingCodes.ContainerNotCreated, "error reserving ctr name"),
        new(FindingCodes.ContainerNotCreated, "The container name", "is already in use by container"),
        new(FindingCodes.ContainerNotCreated, "error while creating mount source path"),
        new(FindingCodes.ContainerNotCreated, "context deadline exceeded", "CreateContainer"),
    ];
}
