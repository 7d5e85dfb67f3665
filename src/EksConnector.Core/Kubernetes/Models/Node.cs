namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A node (<c>core/v1 Node</c>) with the fields that the module reads.</summary>
public sealed record Node(ObjectMeta? Metadata, NodeSpec? Spec, NodeStatus? Status) : IKubernetesObject;

/// <summary>The specification of a node.</summary>
public sealed record NodeSpec(bool Unschedulable = false, IReadOnlyList<Taint>? Taints = null);

/// <summary>The status of a node. Allocatable contains quantities such as <c>2</c>, <c>1500m</c> or <c>4026532Ki</c>.</summary>
public sealed record NodeStatus(
    IReadOnlyList<Condition>? Conditions = null,
    IReadOnlyList<NodeAddress>? Addresses = null,
    NodeSystemInfo? NodeInfo = null,
    IReadOnlyDictionary<string, string>? Allocatable = null);

/// <summary>An address of a node: InternalIP, ExternalIP, Hostname and so on.</summary>
public sealed record NodeAddress(string? Type, string? Address);

/// <summary>The system information of a node (<c>core/v1 NodeSystemInfo</c>).</summary>
public sealed record NodeSystemInfo(
    string? KernelVersion = null,
    string? OsImage = null,
    string? ContainerRuntimeVersion = null,
    string? KubeletVersion = null,
    string? OperatingSystem = null,
    string? Architecture = null);

/// <summary>The node requirements of a Pod.</summary>
public sealed record NodeAffinity(NodeSelector? RequiredDuringSchedulingIgnoredDuringExecution);

/// <summary>A node selector, of which a node must match one term.</summary>
public sealed record NodeSelector(IReadOnlyList<NodeSelectorTerm>? NodeSelectorTerms);

/// <summary>A node selector term, of which a node must match all requirements.</summary>
public sealed record NodeSelectorTerm(IReadOnlyList<LabelSelectorRequirement>? MatchExpressions)
{
    /// <summary>The requirements for fields of the node, such as <c>metadata.name</c>.</summary>
    public IReadOnlyList<LabelSelectorRequirement>? MatchFields { get; init; }
}

/// <summary>A taint of a node with the effect NoSchedule, PreferNoSchedule or NoExecute.</summary>
public sealed record Taint(string? Key, string? Value, string? Effect);
