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

/// <summary>The repetitions of an event (<c>core/v1 EventSeries</c>).</summary>
public sealed record EventSeries(int? Count, DateTimeOffset? LastObservedTime);

/// <summary>The component that reported an event.</summary>
public sealed record EventSource(string? Component);

/// <summary>A reference to an object, such as the object of an event.</summary>
public sealed record ObjectReference(string? Kind, string? Name, string? Uid);
