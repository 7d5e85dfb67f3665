namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Requirements on a node's labels, all of which it must meet.</summary>
public sealed record NodeSelectorTerm(IReadOnlyList<LabelSelectorRequirement>? MatchExpressions);
