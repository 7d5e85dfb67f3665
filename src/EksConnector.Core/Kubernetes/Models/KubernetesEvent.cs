namespace EksConnector.Core.Kubernetes.Models;

/// <summary>An event (<c>core/v1 Event</c>).</summary>
public sealed record KubernetesEvent(
    ObjectMeta? Metadata,
    string? Type = null,
    string? Reason = null,
    string? Message = null,
    int? Count = null,
    DateTimeOffset? FirstTimestamp = null,
    DateTimeOffset? LastTimestamp = null,
    DateTimeOffset? EventTime = null,
    EventSeries? Series = null,
    ObjectReference? InvolvedObject = null,
    EventSource? Source = null,
    string? ReportingComponent = null) : IKubernetesObject;
