namespace EksConnector.Core.Logs;

/// <summary>A requested Pod.</summary>
/// <param name="Context">The context, by name or wildcard pattern; null for all contexts of the request.</param>
/// <param name="Namespace">The namespace; null for the namespace of the connector.</param>
/// <param name="Pod">The Pod, by name or wildcard pattern.</param>
public sealed record PodChoice(string? Context, string? Namespace, string Pod);
