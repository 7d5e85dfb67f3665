using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>Creates the node of a Pod's row, or, for an unscheduled Pod, the reason why each node is unsuitable.</summary>
internal static class NodeRows
{
    private const string RoleLabel = "node-role.kubernetes.io/";

    public static PodNode? Of(Pod pod, ConnectorSnapshot snapshot) =>
        pod.Spec?.NodeName is { Length: > 0 } name && snapshot.Detail?.Nodes?.GetValueOrDefault(name) is { } node ? Row(node) : null;

    public static ValueList<string>? UnsuitableNodes(Pod pod, ConnectorSnapshot snapshot)
    {
        if (!string.IsNullOrEmpty(pod.Spec?.NodeName) || pod.Spec is null || snapshot.Detail?.Nodes is not { } nodes)
        {
            return null;
        }

        return new ValueList<string>(nodes.OrderBy(node => node.Key, StringComparer.Ordinal).Select(node =>
        {
            string reasons = string.Join("; ", NodeFit.UnsuitableReasons(pod.Spec, node.Value));
            return $"{node.Key}: {(reasons.Length > 0 ? reasons : "no reason is visible")}";
        }));
    }

    private static PodNode Row(Node node)
    {
        bool isReady = node.Status?.Conditions.IsTrue("Ready") == true;
        NodeSystemInfo info = node.Status?.NodeInfo ?? new NodeSystemInfo();
        IReadOnlyDictionary<string, string> labels = node.Metadata?.Labels ?? new Dictionary<string, string>();
        return new PodNode
        {
            Name = node.Metadata?.Name ?? string.Empty,
            Status = (isReady ? "Ready" : "NotReady") + (node.Spec?.Unschedulable == true ? ",SchedulingDisabled" : string.Empty),
            IsReady = isReady,
            Roles = new ValueList<string>(labels.Keys.Where(key => key.StartsWith(RoleLabel, StringComparison.Ordinal)).Select(key => key[RoleLabel.Length..]).Order(StringComparer.Ordinal)),
            CreationTime = node.Metadata?.CreationTimestamp?.UtcDateTime,
            KubeletVersion = info.KubeletVersion,
            InternalIP = Address(node, "InternalIP"),
            ExternalIP = Address(node, "ExternalIP"),
            OSImage = info.OsImage,
            OperatingSystem = info.OperatingSystem,
            Architecture = info.Architecture,
            KernelVersion = info.KernelVersion,
            ContainerRuntime = info.ContainerRuntimeVersion,
            Addresses = new ValueList<string>((node.Status?.Addresses).OrEmpty().Select(address => $"{address.Type}={address.Address}")),
            Labels = new ValueList<string>(labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")),
            Taints = new ValueList<string>((node.Spec?.Taints).OrEmpty().Select(NodeFit.Text)),
        };
    }

    private static string? Address(Node node, string type) =>
        (node.Status?.Addresses).OrEmpty().FirstOrDefault(address => address.Type == type)?.Address;
}
