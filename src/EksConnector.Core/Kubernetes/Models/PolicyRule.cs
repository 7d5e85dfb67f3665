namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A rule of a role (<c>rbac/v1 PolicyRule</c>). Rules add up; an empty <see cref="ResourceNames"/> means every name.</summary>
public sealed record PolicyRule(
    IReadOnlyList<string>? Verbs = null,
    IReadOnlyList<string>? ApiGroups = null,
    IReadOnlyList<string>? Resources = null,
    IReadOnlyList<string>? ResourceNames = null);
