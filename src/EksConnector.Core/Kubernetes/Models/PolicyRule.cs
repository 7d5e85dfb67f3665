namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What a role allows. A rule without resource names allows every name.</summary>
public sealed record PolicyRule(
    IReadOnlyList<string>? Verbs = null,
    IReadOnlyList<string>? ApiGroups = null,
    IReadOnlyList<string>? Resources = null,
    IReadOnlyList<string>? ResourceNames = null);
