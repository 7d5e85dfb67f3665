namespace EksConnector.Core.Kubernetes;

/// <summary>The clusters that the user specified, and the namespace of the connector.</summary>
/// <param name="Context">The name of a context, or a wildcard pattern; null for the current context.</param>
/// <param name="Namespace">The namespace of the connector; null for the default, or any other namespace with a connector.</param>
public sealed record ClusterTarget(string? Context, string? Namespace);
