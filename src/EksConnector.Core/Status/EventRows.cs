using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>Creates the event rows of an object, newest first.</summary>
internal static class EventRows
{
    public static ValueList<PodEvent>? Of(string? uid, ConnectorSnapshot snapshot)
    {
        if (snapshot.Detail is null || snapshot.Events is null)
        {
            return null;
        }

        return new ValueList<PodEvent>(snapshot.Events
            .Where(seen => uid is not null && seen.InvolvedObject?.Uid == uid)
            .OrderByDescending(EventTime.GetLast)
            .Select(Row));
    }

    private static PodEvent Row(KubernetesEvent seen)
    {
        DateTimeOffset last = EventTime.GetLast(seen);
        return new PodEvent
        {
            Type = seen.Type ?? "Normal",
            Reason = seen.Reason ?? string.Empty,
            Message = OneLine.Of(seen.Message ?? string.Empty),
            Count = Math.Max(1, seen.Series?.Count ?? seen.Count ?? 1),
            FirstSeen = (seen.FirstTimestamp ?? seen.EventTime ?? seen.Metadata?.CreationTimestamp)?.UtcDateTime,
            LastSeen = last == DateTimeOffset.MinValue ? null : last.UtcDateTime,
            Source = seen.Source?.Component is { Length: > 0 } component ? component : seen.ReportingComponent,
        };
    }
}
