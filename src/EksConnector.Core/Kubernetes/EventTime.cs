using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>When an event was seen: old and new writers of events fill different fields.</summary>
internal static class EventTime
{
    /// <summary>When it was seen last.</summary>
    public static DateTimeOffset LastOf(KubernetesEvent seen) =>
        seen.Series?.LastObservedTime ?? seen.LastTimestamp ?? seen.EventTime ?? seen.FirstTimestamp
        ?? seen.Metadata?.CreationTimestamp ?? DateTimeOffset.MinValue;
}
