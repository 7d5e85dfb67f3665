namespace EksConnector.Core.Kubernetes.Models;

/// <summary>Who wrote an event.</summary>
public sealed record EventSource(string? Component);
