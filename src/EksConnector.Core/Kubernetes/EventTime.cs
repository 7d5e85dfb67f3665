using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Kubernetes;

/// <summary>Reads the time of events, because different versions of the API set different fields.</summary>
internal static class EventTime
{
    /// <summary>Returns the time of the last occurrence.</summary>
    public static DateTimeOffset GetLast(KubernetesEvent seen) =>
        seen.Series?.LastObservedTime ?? seen.LastTimestamp ?? seen.EventTime ?? seen.FirstTimestamp
        ?? seen.Metadata?.CreationTimestamp ?? DateTimeOffset.MinValue;
}
