namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Whom a binding gives its role.</summary>
public sealed record Subject(string? Kind, string? Name, string? Namespace = null, string? ApiGroup = null);
