using System.Globalization;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Reading;

/// <summary>Creates the facts of the Pods from their status, events and nodes.</summary>
internal static class PodFactsReader
{
    // A large cluster has thousands of nodes, usually with the same reasons.
    private const int MaxObstacles = 12;

    // The reasons for waiting that do not indicate a problem.
    private static readonly string[] s_idleReasons = ["ContainerCreating", "PodInitializing"];

    // A Pod of this age without a running init container is not just starting.
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromMinutes(2);

    /// <summary>Creates the facts of the Pods, sorted by ordinal.</summary>
    /// <param name="snapshot">The snapshot with the StatefulSet and its Pods, and with events and nodes if they were read.</param>
    public static IReadOnlyList<PodFacts> Read(ConnectorSnapshot snapshot) =>
        [.. snapshot.Pods.Select(pod => Read(pod, snapshot)).OrderBy(pod => pod.Ordinal ?? int.MaxValue).ThenBy(pod => pod.Name, StringComparer.Ordinal)];

    /// <summary>Returns the ordinal of a Pod in the StatefulSet; null if the name has no ordinal.</summary>
    /// <param name="pod">The name of the Pod.</param>
    public static int? Ordinal(string pod) =>
        int.TryParse(pod.AsSpan(pod.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int ordinal) ? ordinal : null;

    private static PodFacts Read(Pod pod, ConnectorSnapshot snapshot)
    {
        string name = pod.Metadata?.Name ?? string.Empty;
        Wire.ContainerStatus? init = pod.StatusOf(ConnectorNames.InitContainer);
        ContainerStateTerminated? ended = init?.State?.Terminated;
        bool isDone = ended?.ExitCode == 0;
        TimeSpan age = pod.Metadata?.CreationTimestamp is { } born && born < snapshot.TakenAt ? snapshot.TakenAt - born : TimeSpan.Zero;
        Wire.PodStatus status = pod.Status ?? new Wire.PodStatus();
        Condition? scheduled = status.Conditions.Find("PodScheduled");
        Condition? ready = status.Conditions.Find("Ready");
        bool hasNode = !string.IsNullOrEmpty(pod.Spec?.NodeName);
        return new PodFacts
        {
            Name = name,
            Uid = pod.Metadata?.Uid,
            Ordinal = Ordinal(name),
            IsInitDone = isDone,
            InitRunningSince = init?.State?.Running?.StartedAt,
            InitExitCode = isDone ? null : ended?.ExitCode ?? init?.LastState?.Terminated?.ExitCode,
            IsStuck = IsStuck(pod, init, age, PodMessage.LatestWarning(pod.Metadata?.Uid, snapshot) is not null),
            Age = age,
            Settings = SettingsReader.Read(pod.Spec, $"pod {name}", Installation.InstalledBy(snapshot.StatefulSet) == StatusWords.Helm),
            CreatedAt = pod.Metadata?.CreationTimestamp,
            GoneBy = pod.Metadata?.DeletionTimestamp,
            Node = hasNode ? pod.Spec!.NodeName : null,
            Phase = status.Phase,
            Reason = Line(status.Reason),
            Message = Line(status.Message),
            IsReady = PodMessage.IsReady(pod),
            ReadySince = ready?.LastTransitionTime,
            WhyNotReady = PodMessage.Of(pod, snapshot),
            Unschedulable = !hasNode && scheduled?.Status == "False" ? Line(scheduled.Message) ?? Line(scheduled.Reason) ?? "Unschedulable" : null,
            Obstacles = hasNode || pod.Spec is null ? [] : [.. Obstacles(pod.Spec, snapshot)],
            Containers = [.. Containers(pod)],
            MountedSecrets = [.. (pod.Spec?.Volumes).OrEmpty().Select(volume => volume.Secret?.SecretName).OfType<string>()],
            Warnings = [.. WorkloadReader.EventsOf(pod.Metadata?.Uid, snapshot).Where(seen => seen.IsWarning)],
        };
    }

    private static IEnumerable<NodeObstacle> Obstacles(PodSpec pod, ConnectorSnapshot snapshot) =>
        (snapshot.Detail?.Nodes?.Values ?? []).Select(node => new NodeObstacle
        {
            Node = node.Metadata?.Name ?? string.Empty,
            Reasons = [.. NodeFit.UnsuitableReasons(pod, node).Select(OneLine.Of)],
            Taints = [.. NodeFit.Untolerated(pod, node).Select(taint => new NodeTaint(taint.Key ?? string.Empty, taint.Value ?? string.Empty, taint.Effect ?? string.Empty))],
        })
        .OrderBy(obstacle => obstacle.Reasons.Count)
        .ThenBy(obstacle => obstacle.Node, StringComparer.Ordinal)
        .Take(MaxObstacles);

    private static IEnumerable<WorkloadContainer> Containers(Pod pod)
    {
        foreach (Container container in (pod.Spec?.InitContainers).OrEmpty())
        {
            yield return Container(container, isInit: !container.IsSidecar(), pod.Status?.InitContainerStatuses);
        }

        foreach (Container container in (pod.Spec?.Containers).OrEmpty())
        {
            yield return Container(container, isInit: false, pod.Status?.ContainerStatuses);
        }
    }

    private static WorkloadContainer Container(Container container, bool isInit, IReadOnlyList<Wire.ContainerStatus>? observed)
    {
        Wire.ContainerStatus? status = observed.OrEmpty().FirstOrDefault(candidate => candidate.Name == container.Name);
        return new WorkloadContainer
        {
            Name = container.Name ?? string.Empty,
            Image = Line(container.Image),
            IsInit = isInit,
            IsReady = status?.Ready == true,
            WaitingReason = Line(status?.State?.Waiting?.Reason),
            WaitingMessage = Line(status?.State?.Waiting?.Message),
            RunningSince = status?.State?.Running is { } running ? running.StartedAt ?? DateTimeOffset.MinValue : null,
            Ended = End(status?.State?.Terminated),
            LastEnd = End(status?.LastState?.Terminated),
            Restarts = status?.RestartCount ?? 0,
        };
    }

    private static ContainerEnd? End(ContainerStateTerminated? ended) =>
        ended is null ? null : new ContainerEnd(ended.ExitCode, Line(ended.Reason), Line(ended.Message), ended.FinishedAt);

    private static bool IsStuck(Pod pod, Wire.ContainerStatus? init, TimeSpan age, bool isWarnedOf)
    {
        if (pod.Metadata?.DeletionTimestamp is not null || init?.State?.Running is not null || init?.State?.Terminated is not null || init?.LastState?.Terminated is not null)
        {
            return false;
        }

        return pod.Status?.Conditions.Find("PodScheduled")?.Status == "False"
            || (init?.State?.Waiting?.Reason is { Length: > 0 } reason && !s_idleReasons.Contains(reason))
            || isWarnedOf
            || age > s_gracePeriod;
    }

    private static string? Line(string? text) => string.IsNullOrEmpty(text) ? null : OneLine.Of(text);
}
