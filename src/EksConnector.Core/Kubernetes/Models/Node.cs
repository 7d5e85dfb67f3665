namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A node (<c>core/v1 Node</c>), as far as the module reads it.</summary>
public sealed record Node(ObjectMeta? Metadata, NodeSpec? Spec, NodeStatus? Status) : IKubernetesObject;

/// <summary>What a node should be.</summary>
public sealed record NodeSpec(bool Unschedulable = false, IReadOnlyList<Taint>? Taints = null);

/// <summary>What the kubelet says of its node. Allocatable holds quantities such as <c>2</c>, <c>1500m</c> or <c>4026532Ki</c>.</summary>
public sealed record NodeStatus(
    IReadOnlyList<Condition>? Conditions = null,
    IReadOnlyList<NodeAddress>? Addresses = null,
    NodeSystemInfo? NodeInfo = null,
    IReadOnlyDictionary<string, string>? Allocatable = null);

/// <summary>An address of a node: InternalIP, ExternalIP, Hostname and so on.</summary>
public sealed record NodeAddress(string? Type, string? Address);

/// <summary>What a node runs (<c>core/v1 NodeSystemInfo</c>).</summary>
public sealed record NodeSystemInfo(
    string? KernelVersion = null,
    string? OsImage = null,
    string? ContainerRuntimeVersion = null,
    string? KubeletVersion = null,
    string? OperatingSystem = null,
    string? Architecture = null);

/// <summary>What a pod demands of its node.</summary>
public sealed record NodeAffinity(NodeSelector? RequiredDuringSchedulingIgnoredDuringExecution);

/// <summary>Terms of which a node must fit one.</summary>
public sealed record NodeSelector(IReadOnlyList<NodeSelectorTerm>? NodeSelectorTerms);

/// <summary>Requirements on a node's labels, all of which it must meet.</summary>
public sealed record NodeSelectorTerm(IReadOnlyList<LabelSelectorRequirement>? MatchExpressions);

/// <summary>What keeps pods away from a node: its effect is NoSchedule, PreferNoSchedule or NoExecute.</summary>
public sealed record Taint(string? Key, string? Value, string? Effect);
