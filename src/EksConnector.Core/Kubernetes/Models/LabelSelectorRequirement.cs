namespace EksConnector.Core.Kubernetes.Models;

/// <summary>One requirement of a label selector: its operator is In, NotIn, Exists or DoesNotExist.</summary>
public sealed record LabelSelectorRequirement(string? Key, string? Operator, IReadOnlyList<string>? Values = null);
