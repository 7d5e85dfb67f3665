namespace EksConnector.Core.Findings.Symptoms;

/// <summary>
/// What Kubernetes says of pods, in their status and in events: the API server's refusals, the scheduler, the kubelet, and the container
/// runtimes containerd, CRI-O and Docker.
/// </summary>
internal static class EventSymptoms
{
    private const string Nodes = "nodes are available";

    public static readonly IReadOnlyList<Symptom> Rows =
    [
        // The API server refuses the pod; the StatefulSet's controller says so.
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
        new(FindingCodes.PodNotCreated, "create Pod", "in StatefulSet", "failed error:"),

        // The scheduler: nodes that are kept for something else are usual, so what speaks against the others counts more.
        new(FindingCodes.PodLacksResources, Nodes, "Insufficient "),
        new(FindingCodes.PodLacksResources, Nodes, "Too many pods"),
        new(FindingCodes.PodUnschedulable, Nodes, "didn't match"),
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

        // No image for the node's platform; it can also be pulled, and then not be run.
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

        // What ended, and ends again.
        new(FindingCodes.ContainerOutOfMemory, "OOMKilled"),
        new(FindingCodes.AgentCrashLooping, "restarting failed container=connector-agent"),
        new(FindingCodes.AgentCrashLooping, "restarting failed container connector-agent"),
        new(FindingCodes.ProxyCrashLooping, "restarting failed container=connector-proxy"),
        new(FindingCodes.ProxyCrashLooping, "restarting failed container connector-proxy"),
        new(FindingCodes.InitFailed, "restarting failed container=connector-init"),
        new(FindingCodes.InitFailed, "restarting failed container connector-init"),

        // Containers that cannot be made.
        new(FindingCodes.ContainerNotCreated, "Failed to create pod sandbox"),
        new(FindingCodes.ContainerNotCreated, "couldn't find key "),
        new(FindingCodes.ContainerNotCreated, "runAsNonRoot"),
        new(FindingCodes.ContainerNotCreated, "OCI runtime"),
        new(FindingCodes.ContainerNotCreated, "failed to create containerd"),
        new(FindingCodes.ContainerNotCreated, "failed to reserve container name"),
        new(FindingCodes.ContainerNotCreated, "context deadline exceeded", "CreateContainer"),

        // Images: what a registry answered.
        new(FindingCodes.ImageNameInvalid, "InvalidImageName"),
        new(FindingCodes.ImageNameInvalid, "invalid reference format"),
        new(FindingCodes.ImageNameInvalid, "couldn't parse image"),
        new(FindingCodes.ImageNameInvalid, "did not resolve to an alias"),
        new(FindingCodes.ImagePullRateLimited, "toomanyrequests"),
        new(FindingCodes.ImagePullRateLimited, "too many requests"),
        new(FindingCodes.ImagePullRateLimited, "Rate exceeded"),
        new(FindingCodes.RegistryUnreachable, "proxyconnect"),
        new(FindingCodes.RegistryUnreachable, "Proxy Authentication Required"),
        new(FindingCodes.RegistryTlsFailed, "x509:"),
        new(FindingCodes.RegistryTlsFailed, "tls: "),
        new(FindingCodes.RegistryTlsFailed, "server gave HTTP response to HTTPS client"),
        new(FindingCodes.RegistryDnsFailed, "no such host"),
        new(FindingCodes.RegistryDnsFailed, "server misbehaving"),
        new(FindingCodes.RegistryDnsFailed, "dial tcp: lookup "),
        new(FindingCodes.RegistryDnsFailed, "name resolution"),
        new(FindingCodes.ImagePullForbidden, "authorization token has expired"),
        new(FindingCodes.ImagePullUnauthorized, "401 Unauthorized"),
        new(FindingCodes.ImagePullUnauthorized, "(Unauthorized)"),
        new(FindingCodes.ImagePullUnauthorized, "unauthorized: "),
        new(FindingCodes.ImagePullUnauthorized, "authentication required"),
        new(FindingCodes.ImagePullUnauthorized, "no basic auth credentials"),
        new(FindingCodes.ImagePullUnauthorized, "authorization failed"),
        new(FindingCodes.ImagePullUnauthorized, "may require authorization"),
        new(FindingCodes.ImagePullUnauthorized, "may require 'docker login'"),
        new(FindingCodes.ImagePullForbidden, "403 Forbidden"),
        new(FindingCodes.ImagePullForbidden, "403 (Forbidden)"),
        new(FindingCodes.ImagePullForbidden, "is not authorized to perform"),
        new(FindingCodes.ImagePullForbidden, "denied: "),
        new(FindingCodes.ImagePullForbidden, "access to the resource is denied"),
        new(FindingCodes.ImageNotFound, "manifest unknown"),
        new(FindingCodes.ImageNotFound, "name unknown"),
        new(FindingCodes.ImageNotFound, "repository name not known"),
        new(FindingCodes.ImageNotFound, "404 Not Found"),
        new(FindingCodes.ImageNotFound, "image", "does not exist"),
        new(FindingCodes.ImageNotFound, "repository", "does not exist"),
        new(FindingCodes.ImageNotFound, "manifest for ", " not found"),
        new(FindingCodes.ImageNotFound, "failed to resolve reference", ": not found"),
        new(FindingCodes.ImageNotFound, "code = NotFound", ": not found"),

        // Images: what is in the way to a registry.
        new(FindingCodes.RegistryUnreachable, "image", "connection refused"),
        new(FindingCodes.RegistryUnreachable, "image", "connection reset by peer"),
        new(FindingCodes.RegistryUnreachable, "image", "connection timed out"),
        new(FindingCodes.RegistryUnreachable, "image", "i/o timeout"),
        new(FindingCodes.RegistryUnreachable, "image", "TLS handshake timeout"),
        new(FindingCodes.RegistryUnreachable, "image", "no route to host"),
        new(FindingCodes.RegistryUnreachable, "image", "network is unreachable"),
        new(FindingCodes.RegistryUnreachable, "image", "deadline exceeded"),
        new(FindingCodes.RegistryUnreachable, "image", "Client.Timeout"),
        new(FindingCodes.RegistryUnreachable, "image", "request canceled while waiting for connection"),
        new(FindingCodes.RegistryUnreachable, "image", ": EOF"),
        new(FindingCodes.RegistryUnreachable, "registry", "connection refused"),
        new(FindingCodes.RegistryUnreachable, "registry", "request canceled while waiting for connection"),
        new(FindingCodes.RegistryUnreachable, "Get \"https://", "/v2/"),
        new(FindingCodes.RegistryUnreachable, "Get https://", "/v2/"),

        // Images: that it did not work, which alone says little.
        new(FindingCodes.ImagePullFailed, "Failed to pull image"),
        new(FindingCodes.ImagePullFailed, "failed to pull and unpack image"),
        new(FindingCodes.ImagePullFailed, "Back-off pulling image"),
        new(FindingCodes.ImagePullFailed, "ErrImagePull"),
        new(FindingCodes.ImagePullFailed, "ImagePullBackOff"),
        new(FindingCodes.ImagePullFailed, "not present with pull policy of Never"),

        // Objects that a container names.
        new(FindingCodes.ContainerNotCreated, "secret \"", "\" not found"),
        new(FindingCodes.ContainerNotCreated, "configmap \"", "\" not found"),
    ];
}
