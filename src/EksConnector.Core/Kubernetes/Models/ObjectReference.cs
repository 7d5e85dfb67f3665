namespace EksConnector.Core.Kubernetes.Models;

/// <summary>What an event is about.</summary>
public sealed record ObjectReference(string? Kind, string? Name, string? Uid);
