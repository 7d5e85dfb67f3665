namespace EksConnector.Core.Logs;

/// <summary>A pod that is asked for.</summary>
/// <param name="Context">The context, by name or pattern; null for any that is asked.</param>
/// <param name="Namespace">The namespace; null for the connector's.</param>
/// <param name="Pod">The pod, by name or pattern.</param>
public sealed record PodChoice(string? Context, string? Namespace, string Pod);
