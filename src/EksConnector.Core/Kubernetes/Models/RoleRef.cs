namespace EksConnector.Core.Kubernetes.Models;

/// <summary>The role that a binding gives.</summary>
public sealed record RoleRef(string? ApiGroup, string? Kind, string? Name);
