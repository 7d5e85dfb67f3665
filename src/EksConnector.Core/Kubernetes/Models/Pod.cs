namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A Pod (<c>core/v1 Pod</c>) with the fields that the module reads.</summary>
public sealed record Pod(ObjectMeta? Metadata, PodSpec? Spec, PodStatus? Status) : IKubernetesObject;

/// <summary>The specification of a Pod.</summary>
public sealed record PodSpec(
    string? NodeName = null,
    IReadOnlyList<Container>? Containers = null,
    IReadOnlyList<Container>? InitContainers = null,
    IReadOnlyList<PodReadinessGate>? ReadinessGates = null,
    IReadOnlyDictionary<string, string>? NodeSelector = null,
    IReadOnlyList<Toleration>? Tolerations = null,
    Affinity? Affinity = null,
    string? ServiceAccountName = null,
    IReadOnlyList<Volume>? Volumes = null)
{
    /// <summary>The Secrets with the credentials for the image registry.</summary>
    public IReadOnlyList<ObjectReference>? ImagePullSecrets { get; init; }

    /// <summary>The time in seconds after which the kubelet ends the Pod; null for no limit.</summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>Whether the Pod uses the network of its node.</summary>
    public bool? HostNetwork { get; init; }

    /// <summary>The source of the DNS settings; the default is ClusterFirst.</summary>
    public string? DnsPolicy { get; init; }

    /// <summary>Additional DNS settings.</summary>
    public PodDnsConfig? DnsConfig { get; init; }

    /// <summary>Additional entries in the hosts file.</summary>
    public IReadOnlyList<HostAlias>? HostAliases { get; init; }
}

/// <summary>The DNS settings of a Pod (<c>core/v1 PodDNSConfig</c>).</summary>
public sealed record PodDnsConfig(IReadOnlyList<string>? Nameservers = null, IReadOnlyList<string>? Searches = null, IReadOnlyList<PodDnsConfigOption>? Options = null);

/// <summary>An option of the resolver.</summary>
public sealed record PodDnsConfigOption(string? Name, string? Value = null);

/// <summary>An entry in the hosts file of a Pod.</summary>
public sealed record HostAlias(string? Ip, IReadOnlyList<string>? Hostnames = null);

/// <summary>The status of a Pod (<c>core/v1 PodStatus</c>).</summary>
public sealed record PodStatus(
    string? Phase = null,
    string? Reason = null,
    string? Message = null,
    IReadOnlyList<Condition>? Conditions = null,
    IReadOnlyList<ContainerStatus>? InitContainerStatuses = null,
    IReadOnlyList<ContainerStatus>? ContainerStatuses = null);

/// <summary>The Pod template of a StatefulSet.</summary>
public sealed record PodTemplate(ObjectMeta? Metadata, PodSpec? Spec);

/// <summary>An additional condition for the readiness of a Pod.</summary>
public sealed record PodReadinessGate(string? ConditionType);

/// <summary>
/// A container in the specification of a Pod. An init container with the restart policy Always is a sidecar. Arguments and environment
/// variables can contain the activation code in plain text, so they are not shown.
/// </summary>
public sealed record Container(
    string? Name,
    string? Image,
    string? RestartPolicy = null,
    ResourceRequirements? Resources = null,
    IReadOnlyList<SecretText>? Command = null,
    IReadOnlyList<SecretText>? Args = null,
    IReadOnlyList<EnvVar>? Env = null);

/// <summary>The status of a container (<c>core/v1 ContainerStatus</c>).</summary>
public sealed record ContainerStatus(
    string? Name,
    string? Image = null,
    string? ImageID = null,
    string? ContainerID = null,
    bool Ready = false,
    bool? Started = null,
    int RestartCount = 0,
    ContainerState? State = null,
    ContainerState? LastState = null);

/// <summary>The state of a container: one of the three properties is set; without any, the container is waiting.</summary>
public sealed record ContainerState(
    ContainerStateWaiting? Waiting = null,
    ContainerStateRunning? Running = null,
    ContainerStateTerminated? Terminated = null);

/// <summary>The state of a running container.</summary>
public sealed record ContainerStateRunning(DateTimeOffset? StartedAt);

/// <summary>The state of a waiting container, with the reason.</summary>
public sealed record ContainerStateWaiting(string? Reason, string? Message = null);

/// <summary>The state of a terminated container.</summary>
public sealed record ContainerStateTerminated(
    int ExitCode,
    int? Signal = null,
    string? Reason = null,
    string? Message = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    string? ContainerID = null);

/// <summary>An environment variable of a container (<c>core/v1 EnvVar</c>). The value can be secret.</summary>
public sealed record EnvVar(string? Name, SecretText? Value = null, EnvVarSource? ValueFrom = null);

/// <summary>The source of an environment variable's value, with the fields that the module reads.</summary>
public sealed record EnvVarSource(SecretKeySelector? SecretKeyRef = null);

/// <summary>A reference to a key of a Secret.</summary>
public sealed record SecretKeySelector(string? Name, string? Key);

/// <summary>A volume of a Pod with the fields that the module reads.</summary>
public sealed record Volume(string? Name = null, SecretVolume? Secret = null);

/// <summary>A volume with the content of a Secret.</summary>
public sealed record SecretVolume(string? SecretName = null);

/// <summary>The resource requests of a container, in quantities such as <c>100m</c> or <c>64Mi</c>.</summary>
public sealed record ResourceRequirements(IReadOnlyDictionary<string, string>? Requests);

/// <summary>The affinity of a Pod; only node requirements are read.</summary>
public sealed record Affinity(NodeAffinity? NodeAffinity);

/// <summary>A toleration of a Pod. The default operator is Equal; with Exists, an empty key matches all taints.</summary>
public sealed record Toleration(string? Key, string? Operator, string? Value, string? Effect);
