using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>Creates the rows of a snapshot: the Pods sorted by ordinal, then the Pods that are not created yet.</summary>
internal static class PodRows
{
    // The connector runs two; a server can name two billion.
    private const int MaxReplicas = 100;

    public static IReadOnlyList<PodStatus> Of(ConnectorSnapshot snapshot)
    {
        List<PodStatus> rows = snapshot.Pods
            .OrderBy(pod => Ordinal(pod.Metadata?.Name) ?? int.MaxValue)
            .ThenBy(pod => pod.Metadata?.Name, StringComparer.Ordinal)
            .Select(pod => Row(pod, snapshot))
            .ToList();
        foreach (string missing in MissingPods(snapshot))
        {
            rows.Add(MissingRow(missing, snapshot));
        }

        return rows;
    }

    /// <summary>Returns whether events are needed to explain the status of the Pods.</summary>
    public static bool NeedsEvents(ConnectorSnapshot snapshot) =>
        snapshot.Pods.Any(PodMessage.NeedsEvents)
        || (MissingPods(snapshot).FirstOrDefault() is { } missing && Predecessor(missing, snapshot) is null);

    /// <summary>Returns the Pods of the StatefulSet that do not exist, sorted by ordinal.</summary>
    public static IEnumerable<string> MissingPods(ConnectorSnapshot snapshot)
    {
        if (snapshot.StatefulSet is not { } statefulSet)
        {
            yield break;
        }

        long start = statefulSet.Spec?.Ordinals?.Start ?? 0;
        int replicas = Math.Min(statefulSet.Spec?.Replicas ?? 1, MaxReplicas);
        var present = snapshot.Pods.Select(pod => pod.Metadata?.Name).ToHashSet(StringComparer.Ordinal);
        for (long ordinal = start; ordinal < start + replicas; ordinal++)
        {
            string name = $"{statefulSet.Metadata?.Name}-{ordinal}";
            if (!present.Contains(name))
            {
                yield return name;
            }
        }
    }

    private static PodStatus Row(Pod pod, ConnectorSnapshot snapshot)
    {
        PodColumns columns = PodColumns.Of(pod);
        DateTimeOffset? created = pod.Metadata?.CreationTimestamp;
        IEnumerable<Container> specified = (pod.Spec?.InitContainers).OrEmpty().Concat((pod.Spec?.Containers).OrEmpty());
        string[] images = specified.Select(container => container.Image).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return new PodStatus
        {
            Context = snapshot.Context,
            Namespace = snapshot.Namespace,
            Pod = pod.Metadata?.Name ?? string.Empty,
            Ready = columns.Ready,
            Status = columns.Status,
            Restarts = columns.Restarts,
            LastRestart = columns.LastRestart?.UtcDateTime,
            CreationTime = created?.UtcDateTime,
            Age = created is { } birth ? AgeAt(snapshot.TakenAt, birth) : null,
            NodeName = pod.Spec?.NodeName,
            IsReady = PodMessage.IsReady(pod),
            Images = new ValueList<string>(images),
            Message = PodMessage.Of(pod, snapshot),
            Containers = new ValueList<ContainerStatus>(ContainerRows.Of(pod)),
            ConnectorVersion = ImageVersion.Of(images, ImageVersion.Connector),
            AgentVersion = ImageVersion.Of(images, ImageVersion.Agent),
            InstalledBy = Installation.InstalledBy(snapshot.StatefulSet),
            HelmRelease = Installation.HelmRelease(snapshot.StatefulSet),
            Events = EventRows.Of(pod.Metadata?.Uid, snapshot),
            Node = NodeRows.Of(pod, snapshot),
            UnfitNodes = NodeRows.UnsuitableNodes(pod, snapshot),
            ServerVersion = snapshot.Detail?.ServerVersion,
            ModuleVersion = ModuleVersionOf(snapshot),
        };
    }

    private static PodStatus MissingRow(string name, ConnectorSnapshot snapshot)
    {
        PodSpec? template = snapshot.StatefulSet?.Spec?.Template?.Spec;
        int total = (template?.Containers).OrEmpty().Count + (template?.InitContainers).OrEmpty().Count(container => container.IsSidecar());
        string[] images = (template?.InitContainers).OrEmpty().Concat((template?.Containers).OrEmpty())
            .Select(container => container.Image).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return new PodStatus
        {
            Context = snapshot.Context,
            Namespace = snapshot.Namespace,
            Pod = name,
            Ready = $"0/{total}",
            Status = StatusWords.NotCreated,
            Images = new ValueList<string>(images),
            Message = OneLine.Of(MissingReason(name, snapshot)),
            Containers = new ValueList<ContainerStatus>([]),
            ConnectorVersion = ImageVersion.Of(images, ImageVersion.Connector),
            AgentVersion = ImageVersion.Of(images, ImageVersion.Agent),
            InstalledBy = Installation.InstalledBy(snapshot.StatefulSet),
            HelmRelease = Installation.HelmRelease(snapshot.StatefulSet),
            Events = EventRows.Of(snapshot.StatefulSet?.Metadata?.Uid, snapshot),
            ServerVersion = snapshot.Detail?.ServerVersion,
            ModuleVersion = ModuleVersionOf(snapshot),
        };
    }

    private static string? ModuleVersionOf(ConnectorSnapshot snapshot) =>
        snapshot.Detail is null ? null : typeof(PodRows).Assembly.GetName().Version?.ToString(3);

    private static string MissingReason(string name, ConnectorSnapshot snapshot) =>
        Predecessor(name, snapshot) is { } predecessor
            ? $"the StatefulSet creates it when {predecessor} is ready (podManagementPolicy OrderedReady)"
            : PodMessage.LatestWarning(snapshot.StatefulSet?.Metadata?.Uid, snapshot) ?? "the StatefulSet has not created it";

    // Returns the Pod that must be ready before an OrderedReady StatefulSet creates this one; null if there is none.
    private static string? Predecessor(string name, ConnectorSnapshot snapshot)
    {
        if (snapshot.StatefulSet?.Spec?.PodManagementPolicy == "Parallel")
        {
            return null;
        }

        int? ordinal = Ordinal(name);
        string? unready = snapshot.Pods
            .Where(pod => Ordinal(pod.Metadata?.Name) < ordinal && !PodMessage.IsReady(pod))
            .MinBy(pod => Ordinal(pod.Metadata?.Name))?.Metadata?.Name;
        return unready ?? MissingPods(snapshot).FirstOrDefault(missing => Ordinal(missing) < ordinal);
    }

    // The clock of the API server may be ahead, but an age is never negative.
    private static TimeSpan AgeAt(DateTimeOffset now, DateTimeOffset birth) => now > birth ? now - birth : TimeSpan.Zero;

    private static int? Ordinal(string? name) =>
        name is not null && int.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), out int ordinal) ? ordinal : null;
}
