namespace EksConnector.Core.Kubernetes;

/// <summary>Which clusters a user means, and where on them.</summary>
/// <param name="Context">A context name or a wildcard pattern; null for the current context.</param>
/// <param name="Namespace">The connector's namespace; null for the usual one, and where it is not there, wherever it is.</param>
public sealed record ClusterTarget(string? Context, string? Namespace);
