namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What the kubelet says of its node. Allocatable holds quantities such as <c>2</c>, <c>1500m</c> or <c>4026532Ki</c>.</summary>
public sealed record NodeStatus(
    IReadOnlyList<Condition>? Conditions = null,
    IReadOnlyList<NodeAddress>? Addresses = null,
    NodeSystemInfo? NodeInfo = null,
    IReadOnlyDictionary<string, string>? Allocatable = null);
