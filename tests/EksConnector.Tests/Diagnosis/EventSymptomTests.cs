using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The meaning of messages of API servers, schedulers, kubelets, and container runtimes of several versions.</summary>
public sealed class EventSymptomTests
{
    private const string Image = "public.ecr.aws/eks-connector/eks-connector:0.0.11";
    private const string Containerd = $"Failed to pull image \"{Image}\": rpc error: code = Unknown desc = failed to pull and unpack image \"{Image}\": failed to resolve reference \"{Image}\": ";
    private const string Head = $"{Containerd}failed to do request: Head \"https://public.ecr.aws/v2/eks-connector/eks-connector/manifests/0.0.11\": ";
    private const string Crio = $"Failed to pull image \"{Image}\": rpc error: code = Unknown desc = ";
    private const string Docker = $"{Crio}Error response from daemon: ";
    private const string Create = "create Pod eks-connector-0 in StatefulSet eks-connector failed error: ";

    [Theory]

    // The API server rejects the Pod.
    [InlineData(FindingCodes.PodSecurityDenied, Create + "pods \"eks-connector-0\" is forbidden: violates PodSecurity \"restricted:v1.28\": unrestricted capabilities (container \"connector-init\" must not include \"DAC_OVERRIDE\" in securityContext.capabilities.add)")]
    [InlineData(FindingCodes.PodSecurityDenied, Create + "pods \"eks-connector-0\" is forbidden: PodSecurityPolicy: unable to admit pod: []")]
    [InlineData(FindingCodes.PodSecurityDenied, Create + "pods \"eks-connector-0\" is forbidden: unable to validate against any pod security policy: [spec.containers[0].securityContext.capabilities.add: Invalid value: \"DAC_OVERRIDE\": capability may not be added]")]
    [InlineData(FindingCodes.PodSecurityDenied, Create + "pods \"eks-connector-0\" is forbidden: unable to validate against any security context constraint: [provider \"anyuid\": Forbidden: not usable by user or serviceaccount]")]
    [InlineData(FindingCodes.PodQuotaExceeded, Create + "pods \"eks-connector-0\" is forbidden: exceeded quota: compute, requested: limits.memory=128Mi, used: limits.memory=1Gi, limited: limits.memory=1Gi")]
    [InlineData(FindingCodes.PodQuotaExceeded, Create + "pods \"eks-connector-0\" is forbidden: failed quota: compute: must specify limits.cpu,limits.memory")]
    [InlineData(FindingCodes.PodQuotaExceeded, Create + "pods \"eks-connector-0\" is forbidden: failed quota: compute: must specify limits.cpu for: connector-agent,connector-init,connector-proxy")]
    [InlineData(FindingCodes.PodQuotaExceeded, Create + "pods \"eks-connector-0\" is forbidden: status unknown for quota: compute, resources: pods")]
    [InlineData(FindingCodes.PodQuotaExceeded, Create + "pods \"eks-connector-0\" is forbidden: [minimum memory usage per Container is 64Mi.  No request is specified, maximum memory usage per Pod is 1Gi.  No limit is specified]")]
    [InlineData(FindingCodes.PodQuotaExceeded, Create + "pods \"eks-connector-0\" is forbidden: cpu max limit to request ratio per Container is 2, but provided ratio is 10.000000")]
    [InlineData(FindingCodes.ServiceAccountMissing, Create + "pods \"eks-connector-0\" is forbidden: error looking up service account eks-connector/eks-connector: serviceaccount \"eks-connector\" not found")]
    [InlineData(FindingCodes.AdmissionDenied, Create + "admission webhook \"validation.gatekeeper.sh\" denied the request: [allowed-repos] container <connector-init> has an invalid image repo")]
    [InlineData(FindingCodes.AdmissionDenied, Create + "Internal error occurred: failed calling webhook \"sidecar-injector.istio.io\": Post \"https://istiod.istio-system.svc:443/inject?timeout=30s\": x509: certificate signed by unknown authority")]
    [InlineData(FindingCodes.AdmissionDenied, Create + "Internal error occurred: failed calling webhook \"pods.example.com\": failed to call webhook: Post \"https://hook.example.svc:443/?timeout=10s\": no endpoints available for service \"hook\"")]
    [InlineData(FindingCodes.AdmissionDenied, Create + "Internal error occurred: failed calling admission webhook \"pods.example.com\": the server could not find the requested resource")]
    [InlineData(FindingCodes.AdmissionDenied, Create + "pods \"eks-connector-0\" is forbidden: ValidatingAdmissionPolicy 'owners' with binding 'owners' denied request: failed expression: has(object.metadata.labels.owner)")]
    [InlineData(FindingCodes.NamespaceTerminating, Create + "pods \"eks-connector-0\" is forbidden: unable to create new content in namespace eks-connector because it is being terminated")]
    [InlineData(FindingCodes.RuntimeClassMissing, Create + "pods \"eks-connector-0\" is forbidden: pod rejected: RuntimeClass \"gvisor\" not found")]
    [InlineData(FindingCodes.PodNotCreated, Create + "pods \"eks-connector-0\" is forbidden: pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead")]
    [InlineData(FindingCodes.PodNotCreated, Create + "Pod \"eks-connector-0\" is invalid: spec.containers[0].image: Required value")]

    // Schedulers from 1.20 to 1.33.
    [InlineData(FindingCodes.PodUntolerated, "0/1 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/control-plane: }, that the pod didn't tolerate.")]
    [InlineData(FindingCodes.PodUntolerated, "0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: gpu}. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.")]
    [InlineData(FindingCodes.PodUntolerated, "0/1 nodes are available: 1 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.")]
    [InlineData(FindingCodes.PodLacksResources, "0/3 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/control-plane: }, that the pod didn't tolerate, 2 Insufficient memory.")]
    [InlineData(FindingCodes.PodLacksResources, "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.")]
    [InlineData(FindingCodes.PodLacksResources, "0/1 nodes are available: 1 Too many pods.")]
    [InlineData(FindingCodes.PodUnschedulable, "0/1 nodes are available: 1 node(s) didn't match node selector.")]
    [InlineData(FindingCodes.PodUnschedulable, "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity.")]
    [InlineData(FindingCodes.PodUnschedulable, "0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 node(s) didn't match Pod's node affinity/selector. preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling..")]
    [InlineData(FindingCodes.PodUnschedulable, "0/1 nodes are available: 1 node(s) were unschedulable.")]
    [InlineData(FindingCodes.PodUnschedulable, "0/2 nodes are available: 2 node(s) had volume node affinity conflict.")]
    [InlineData(FindingCodes.PodUnschedulable, "no nodes available to schedule pods")]

    // Images, with containerd.
    [InlineData(FindingCodes.ImageNotFound, Containerd + Image + ": not found")]
    [InlineData(FindingCodes.ImageNotFound, "rpc error: code = NotFound desc = failed to pull and unpack image \"" + Image + "\": failed to copy: httpReadSeeker: failed open: content at https://public.ecr.aws/v2/eks-connector/eks-connector/manifests/sha256:ee2e not found: not found")]
    [InlineData(FindingCodes.ImagePullForbidden, Containerd + "unexpected status code [manifests 0.0.11]: 403 Forbidden")]
    [InlineData(FindingCodes.ImagePullForbidden, Containerd + "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://public.ecr.aws/token/?scope=repository%3Aeks-connector%2Feks-connector%3Apull&service=public.ecr.aws: 403 Forbidden")]
    [InlineData(FindingCodes.ImagePullUnauthorized, Containerd + "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized")]
    [InlineData(FindingCodes.ImagePullUnauthorized, Containerd + "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed")]
    [InlineData(FindingCodes.ImagePullRateLimited, Containerd + "unexpected status from HEAD request to https://public.ecr.aws/v2/eks-connector/eks-connector/manifests/0.0.11: 429 Too Many Requests")]
    [InlineData(FindingCodes.RegistryDnsFailed, Head + "dial tcp: lookup public.ecr.aws on 10.0.0.2:53: no such host")]
    [InlineData(FindingCodes.RegistryDnsFailed, Head + "dial tcp: lookup public.ecr.aws on 127.0.0.53:53: server misbehaving")]
    [InlineData(FindingCodes.RegistryDnsFailed, Head + "dial tcp: lookup public.ecr.aws on 10.0.0.2:53: read udp 10.0.1.7:53422->10.0.0.2:53: i/o timeout")]
    [InlineData(FindingCodes.RegistryDnsFailed, Head + "dial tcp: lookup public.ecr.aws: Temporary failure in name resolution")]
    [InlineData(FindingCodes.RegistryUnreachable, Head + "dial tcp 127.0.0.1:6442: connect: connection refused")]
    [InlineData(FindingCodes.RegistryUnreachable, Head + "dial tcp 75.2.101.78:443: i/o timeout")]
    [InlineData(FindingCodes.RegistryUnreachable, Head + "dial tcp 75.2.101.78:443: connect: no route to host")]
    [InlineData(FindingCodes.RegistryUnreachable, Head + "dial tcp [2600:9000::1]:443: connect: network is unreachable")]
    [InlineData(FindingCodes.RegistryUnreachable, Head + "net/http: TLS handshake timeout")]
    [InlineData(FindingCodes.RegistryUnreachable, Head + "proxyconnect tcp: dial tcp 10.2.3.4:3128: connect: connection refused")]
    [InlineData(FindingCodes.RegistryUnreachable, Head + "Proxy Authentication Required")]
    [InlineData(FindingCodes.RegistryUnreachable, "Failed to pull image \"" + Image + "\": rpc error: code = DeadlineExceeded desc = context deadline exceeded")]
    [InlineData(FindingCodes.RegistryTlsFailed, Head + "x509: certificate signed by unknown authority")]
    [InlineData(FindingCodes.NodeClockSkew, Head + "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2020-01-01T00:00:00Z is before 2024-03-01T00:00:00Z")]
    [InlineData(FindingCodes.RegistryTlsFailed, Head + "remote error: tls: handshake failure")]
    [InlineData(FindingCodes.RegistryTlsFailed, Head + "http: server gave HTTP response to HTTPS client")]
    [InlineData(FindingCodes.ArchitectureMismatch, "Failed to pull image \"" + Image + "\": rpc error: code = NotFound desc = failed to pull and unpack image \"" + Image + "\": no match for platform in manifest: not found")]
    [InlineData(FindingCodes.NodeDiskFull, "Failed to pull image \"" + Image + "\": rpc error: code = Unknown desc = failed to pull and unpack image \"" + Image + "\": failed to extract layer sha256:4d1d: write /var/lib/containerd/x: no space left on device: unknown")]

    // Images, with CRI-O.
    [InlineData(FindingCodes.ImageNotFound, Crio + "reading manifest 0.0.404 in public.ecr.aws/eks-connector/eks-connector: manifest unknown: Requested image not found")]
    [InlineData(FindingCodes.ImageNotFound, Crio + "initializing source docker://registry.corp.example/eks-connector:0.0.11: reading manifest 0.0.11 in registry.corp.example/eks-connector: name unknown: repository not found")]
    [InlineData(FindingCodes.ImagePullUnauthorized, Crio + "initializing source docker://registry.corp.example/eks-connector:0.0.11: reading manifest 0.0.11 in registry.corp.example/eks-connector: unauthorized: authentication required")]
    [InlineData(FindingCodes.ImagePullUnauthorized, Crio + "unable to retrieve auth token: invalid username/password: unauthorized: access to the requested resource is not authorized")]
    [InlineData(FindingCodes.ImagePullForbidden, Crio + "reading manifest 0.0.11 in registry.corp.example/eks-connector: denied: requested access to the resource is denied")]
    [InlineData(FindingCodes.RegistryUnreachable, Crio + "pinging container registry public.ecr.aws: Get \"https://public.ecr.aws/v2/\": dial tcp 75.2.101.78:443: i/o timeout")]
    [InlineData(FindingCodes.RegistryTlsFailed, Crio + "pinging container registry registry.corp.example: Get \"https://registry.corp.example/v2/\": x509: certificate signed by unknown authority")]
    [InlineData(FindingCodes.ArchitectureMismatch, Crio + "choosing image instance: no image found in manifest list for architecture arm64, variant \"v8\", OS linux")]
    [InlineData(FindingCodes.ArchitectureMismatch, Crio + "choosing an image from manifest list docker://public.ecr.aws/eks-connector/eks-connector:0.0.11: no image found in image index for architecture \"arm64\", variant \"v8\", OS \"linux\"")]
    [InlineData(FindingCodes.ImageNameInvalid, Crio + "short-name \"eks-connector:0.0.11\" did not resolve to an alias and no unqualified-search registries are defined in \"/etc/containers/registries.conf\"")]

    // Images, with Docker.
    [InlineData(FindingCodes.ImageNotFound, Docker + "manifest for public.ecr.aws/eks-connector/eks-connector:0.0.404 not found: manifest unknown: Requested image not found")]
    [InlineData(FindingCodes.ImageNotFound, Docker + "repository 111122223333.dkr.ecr.us-west-2.amazonaws.com/eks-connector not found: name unknown: The repository with name 'eks-connector' does not exist in the registry with id '111122223333'")]
    [InlineData(FindingCodes.ImagePullUnauthorized, Docker + "pull access denied for corp/eks-connector, repository does not exist or may require 'docker login': denied: requested access to the resource is denied")]
    [InlineData(FindingCodes.ImagePullUnauthorized, Docker + "Get https://111122223333.dkr.ecr.us-west-2.amazonaws.com/v2/eks-connector/manifests/0.0.11: no basic auth credentials")]
    [InlineData(FindingCodes.ImagePullForbidden, Docker + "denied: Your authorization token has expired. Reauthenticate and try again.")]
    [InlineData(FindingCodes.ImagePullForbidden, Docker + "error parsing HTTP 403 response body: unexpected end of JSON input: \"\" 403 Forbidden")]
    [InlineData(FindingCodes.ImagePullRateLimited, Docker + "toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading")]
    [InlineData(FindingCodes.ImagePullRateLimited, Docker + "toomanyrequests: Rate exceeded")]
    [InlineData(FindingCodes.RegistryUnreachable, Docker + "Get https://public.ecr.aws/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)")]
    [InlineData(FindingCodes.ArchitectureMismatch, Docker + "no matching manifest for linux/arm64/v8 in the manifest list entries")]
    [InlineData(FindingCodes.ImageNameInvalid, "Failed to apply default image tag \"https://public.ecr.aws/x:1\": couldn't parse image reference \"https://public.ecr.aws/x:1\": invalid reference format")]

    // The kubelet's back-off, before and since Kubernetes 1.31.
    [InlineData(FindingCodes.ImagePullFailed, "Back-off pulling image \"" + Image + "\"")]
    [InlineData(FindingCodes.ImagePullForbidden, "Back-off pulling image \"" + Image + "\": ErrImagePull: failed to pull and unpack image \"" + Image + "\": failed to resolve reference \"" + Image + "\": unexpected status from HEAD request to https://public.ecr.aws/v2/eks-connector/eks-connector/manifests/0.0.11: 403 Forbidden")]
    [InlineData(FindingCodes.ImagePullFailed, "Container image \"" + Image + "\" is not present with pull policy of Never")]

    // Volumes and containers.
    [InlineData(FindingCodes.VolumeNotMounted, "MountVolume.SetUp failed for volume \"agent-config\" : configmap \"eks-connector-agent\" not found")]
    [InlineData(FindingCodes.VolumeNotMounted, "Unable to attach or mount volumes: unmounted volumes=[eks-agent-config], unattached volumes=[eks-agent-vault]: timed out waiting for the condition")]
    [InlineData(FindingCodes.ServiceAccountTokenMissing, "MountVolume.SetUp failed for volume \"service-account-token\" : secret \"eks-connector-token\" not found")]
    [InlineData(FindingCodes.ContainerNotCreated, "couldn't find key code in Secret eks-connector/eks-connector-activation-config")]
    [InlineData(FindingCodes.ContainerNotCreated, "Error: secret \"eks-connector-activation-config\" not found")]
    [InlineData(FindingCodes.RunAsNonRootViolated, "container has runAsNonRoot and image will run as root (pod: \"eks-connector-0_eks-connector\", container: connector-init)")]
    [InlineData(FindingCodes.ContainerNotCreated, "failed to create containerd task: failed to create shim task: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: \"server\": executable file not found in $PATH: unknown")]
    [InlineData(FindingCodes.SandboxImagePullFailed, "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image \"registry.k8s.io/pause:3.8\": failed to pull image \"registry.k8s.io/pause:3.8\": dial tcp 1.2.3.4:443: i/o timeout")]
    [InlineData(FindingCodes.RuntimeClassMissing, "Failed to create pod sandbox: runtimeclass.node.k8s.io \"gvisor\" not found")]
    [InlineData(FindingCodes.RuntimeClassMissing, "Failed to create pod sandbox: rpc error: code = Unknown desc = RuntimeClass \"gvisor\" not found")]
    [InlineData(FindingCodes.ContainerNotCreated, "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for \"gvisor\" is configured")]
    [InlineData(FindingCodes.ArchitectureMismatch, "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"/eks-connector\": exec format error: unknown")]
    [InlineData(FindingCodes.AgentCrashLooping, "back-off 5m0s restarting failed container=connector-agent pod=eks-connector-0_eks-connector(3e9d6887)")]
    [InlineData(FindingCodes.ProxyCrashLooping, "Back-off restarting failed container connector-proxy in pod eks-connector-0_eks-connector(3e9d6887)")]
    [InlineData(FindingCodes.PodEvicted, "The node was low on resource: memory. Threshold quantity: 100Mi, available: 81264Ki.")]
    [InlineData(FindingCodes.NodeNotReady, "Node worker-1 which was running pod eks-connector-0 is unresponsive")]
    public void Recognizes_each_message(string code, string message) => CodeOf(message).ShouldBe(code, message);

    [Theory]
    [InlineData("Successfully pulled image \"" + Image + "\" in 2.1s (2.1s including waiting)")]
    [InlineData("Started container connector-agent")]
    [InlineData("create Pod eks-connector-0 in StatefulSet eks-connector successful")]
    [InlineData("Back-off restarting failed container")]
    [InlineData("MountVolume.SetUp failed for volume \"eks-agent-config\" : failed to sync configmap cache: timed out waiting for the condition")]
    [InlineData("")]
    public void Ignores_texts_without_meaning(string message) => CodeOf(message).ShouldBeNull();

    private static string? CodeOf(string message) => SymptomTable.Events.CodeOf(message) ?? SymptomTable.Images.CodeOf(message);
}
