namespace EksConnector.Core.Kubernetes.Models;

/// <summary>A condition of an object: its status is "True", "False" or "Unknown".</summary>
public sealed record Condition(
    string? Type,
    string? Status,
    string? Reason = null,
    string? Message = null,
    DateTimeOffset? LastTransitionTime = null);
