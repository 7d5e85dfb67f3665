namespace EksConnector.Core.Kubernetes.Models;

/// <summary>The role that a binding gives (<c>rbac/v1 RoleRef</c>): a ClusterRole, or a Role of the binding's namespace.</summary>
public sealed record RoleReference(string? Kind, string? Name);
