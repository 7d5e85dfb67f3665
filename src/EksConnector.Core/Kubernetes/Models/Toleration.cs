namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Which taints a pod puts up with. The operator left out means Equal; a key left out, with Exists, means all.</summary>
public sealed record Toleration(string? Key, string? Operator, string? Value, string? Effect);
