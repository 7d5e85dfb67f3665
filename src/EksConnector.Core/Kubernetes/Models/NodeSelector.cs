namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Terms of which a node must fit one.</summary>
public sealed record NodeSelector(IReadOnlyList<NodeSelectorTerm>? NodeSelectorTerms);
