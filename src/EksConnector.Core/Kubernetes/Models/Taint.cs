namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What keeps pods away from a node: its effect is NoSchedule, PreferNoSchedule or NoExecute.</summary>
public sealed record Taint(string? Key, string? Value, string? Effect);
