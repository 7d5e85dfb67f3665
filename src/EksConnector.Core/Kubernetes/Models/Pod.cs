namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A pod (<c>core/v1 Pod</c>), as far as the module reads it.</summary>
public sealed record Pod(ObjectMeta? Metadata, PodSpec? Spec, PodStatus? Status) : IKubernetesObject;

/// <summary>What a pod should be.</summary>
public sealed record PodSpec(
    string? NodeName = null,
    IReadOnlyList<Container>? Containers = null,
    IReadOnlyList<Container>? InitContainers = null,
    IReadOnlyList<PodReadinessGate>? ReadinessGates = null,
    IReadOnlyDictionary<string, string>? NodeSelector = null,
    IReadOnlyList<Toleration>? Tolerations = null,
    Affinity? Affinity = null,
    string? ServiceAccountName = null,
    IReadOnlyList<Volume>? Volumes = null);

/// <summary>What the kubelet and the control plane observed of a pod (<c>core/v1 PodStatus</c>).</summary>
public sealed record PodStatus(
    string? Phase = null,
    string? Reason = null,
    string? Message = null,
    IReadOnlyList<Condition>? Conditions = null,
    IReadOnlyList<ContainerStatus>? InitContainerStatuses = null,
    IReadOnlyList<ContainerStatus>? ContainerStatuses = null);

/// <summary>From what a StatefulSet makes its pods.</summary>
public sealed record PodTemplate(ObjectMeta? Metadata, PodSpec? Spec);

/// <summary>A condition that a pod needs besides its containers to be ready.</summary>
public sealed record PodReadinessGate(string? ConditionType);

/// <summary>
/// A container of a pod's specification. An init container whose restart policy is Always is a sidecar. Arguments and
/// environment can hold the activation code in clear text, so they do not show themselves.
/// </summary>
public sealed record Container(
    string? Name,
    string? Image,
    string? RestartPolicy = null,
    ResourceRequirements? Resources = null,
    IReadOnlyList<SecretText>? Command = null,
    IReadOnlyList<SecretText>? Args = null,
    IReadOnlyList<EnvVar>? Env = null);

/// <summary>What was observed of a container (<c>core/v1 ContainerStatus</c>).</summary>
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

/// <summary>The state of a container: one of the three is there; none of them means waiting.</summary>
public sealed record ContainerState(
    ContainerStateWaiting? Waiting = null,
    ContainerStateRunning? Running = null,
    ContainerStateTerminated? Terminated = null);

/// <summary>Since when a container runs.</summary>
public sealed record ContainerStateRunning(DateTimeOffset? StartedAt);

/// <summary>Why a container does not run yet.</summary>
public sealed record ContainerStateWaiting(string? Reason, string? Message = null);

/// <summary>How a container ended.</summary>
public sealed record ContainerStateTerminated(
    int ExitCode,
    int? Signal = null,
    string? Reason = null,
    string? Message = null,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    string? ContainerID = null);

/// <summary>An environment variable of a container (<c>core/v1 EnvVar</c>). Its value can be a secret.</summary>
public sealed record EnvVar(string? Name, SecretText? Value = null, EnvVarSource? ValueFrom = null);

/// <summary>Where an environment variable's value comes from, as far as the module reads it.</summary>
public sealed record EnvVarSource(SecretKeySelector? SecretKeyRef = null);

/// <summary>One key of a Secret.</summary>
public sealed record SecretKeySelector(string? Name, string? Key);

/// <summary>A volume of a pod, as far as the module reads it.</summary>
public sealed record Volume(string? Name = null, SecretVolume? Secret = null);

/// <summary>A volume that holds a Secret.</summary>
public sealed record SecretVolume(string? SecretName = null);

/// <summary>What a container asks of its node, in quantities such as <c>100m</c> or <c>64Mi</c>.</summary>
public sealed record ResourceRequirements(IReadOnlyDictionary<string, string>? Requests);

/// <summary>Where a pod wants to run; only what it demands of nodes is read.</summary>
public sealed record Affinity(NodeAffinity? NodeAffinity);

/// <summary>Which taints a pod puts up with. The operator left out means Equal; a key left out, with Exists, means all.</summary>
public sealed record Toleration(string? Key, string? Operator, string? Value, string? Effect);
