namespace EksConnector.Core.Kubernetes.Models;

/// <summary>To whom a binding gives its role (<c>rbac/v1 Subject</c>): a User, a Group or a ServiceAccount.</summary>
public sealed record RbacSubject(string? Kind, string? Name, string? Namespace = null);
