namespace EksConnector.Core.Kubernetes.Models;

/// <summary>How often an event came again (<c>core/v1 EventSeries</c>).</summary>
public sealed record EventSeries(int? Count, DateTimeOffset? LastObservedTime);
