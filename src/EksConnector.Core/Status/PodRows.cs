using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>Makes the rows of a snapshot: its pods in the order of their ordinals, and those that are not there yet.</summary>
internal static class PodRows
{
    // The connector runs two; a server can name two billion.
    private const int MostReplicas = 100;

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

    /// <summary>Whether events could explain what the pods' own status does not.</summary>
    public static bool NeedsEvents(ConnectorSnapshot snapshot) =>
        snapshot.Pods.Any(PodMessage.NeedsEvents)
        || (MissingPods(snapshot).FirstOrDefault() is { } missing && Predecessor(missing, snapshot) is null);

    /// <summary>The pods that the StatefulSet wants and that are not there, in its order.</summary>
    public static IEnumerable<string> MissingPods(ConnectorSnapshot snapshot)
    {
        if (snapshot.StatefulSet is not { } statefulSet)
        {
            yield break;
        }

        long start = statefulSet.Spec?.Ordinals?.Start ?? 0;
        int replicas = Math.Min(statefulSet.Spec?.Replicas ?? 1, MostReplicas);
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
            UnfitNodes = NodeRows.WhyNone(pod, snapshot),
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
            Message = OneLine.Of(WhyMissing(name, snapshot)),
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

    private static string WhyMissing(string name, ConnectorSnapshot snapshot) =>
        Predecessor(name, snapshot) is { } predecessor
            ? $"the StatefulSet creates it when {predecessor} is ready (podManagementPolicy OrderedReady)"
            : PodMessage.LatestWarning(snapshot.StatefulSet?.Metadata?.Uid, snapshot) ?? "the StatefulSet has not created it";

    // The pod that an OrderedReady StatefulSet waits for before it makes this one; null where it is not that.
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

    // Clocks differ: a pod is never younger than nothing.
    private static TimeSpan AgeAt(DateTimeOffset now, DateTimeOffset birth) => now > birth ? now - birth : TimeSpan.Zero;

    private static int? Ordinal(string? name) =>
        name is not null && int.TryParse(name.AsSpan(name.LastIndexOf('-') + 1), out int ordinal) ? ordinal : null;
}
