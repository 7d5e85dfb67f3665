namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What a container asks of its node, in quantities such as <c>100m</c> or <c>64Mi</c>.</summary>
public sealed record ResourceRequirements(IReadOnlyDictionary<string, string>? Requests);
