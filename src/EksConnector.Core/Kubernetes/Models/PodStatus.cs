namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What the kubelet and the control plane observed of a pod (<c>core/v1 PodStatus</c>).</summary>
public sealed record PodStatus(
    string? Phase = null,
    string? Reason = null,
    string? Message = null,
    IReadOnlyList<Condition>? Conditions = null,
    IReadOnlyList<ContainerStatus>? InitContainerStatuses = null,
    IReadOnlyList<ContainerStatus>? ContainerStatuses = null);
