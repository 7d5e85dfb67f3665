namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Which labels an object must have (<c>meta/v1 LabelSelector</c>).</summary>
public sealed record LabelSelector(
    IReadOnlyDictionary<string, string>? MatchLabels = null,
    IReadOnlyList<LabelSelectorRequirement>? MatchExpressions = null);
