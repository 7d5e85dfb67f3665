namespace EksConnector.Core.Kubernetes.Models;

/// <summary>An address of a node: InternalIP, ExternalIP, Hostname and so on.</summary>
public sealed record NodeAddress(string? Type, string? Address);
