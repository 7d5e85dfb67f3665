using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Diagnosis.Workload;

/// <summary>Takes the facts of one pod.</summary>
internal static class WorkloadPodReader
{
    // A large cluster has thousands of nodes, which mostly say the same.
    private const int MostObstacles = 12;

    /// <summary>Takes them.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="snapshot">What was read besides.</param>
    public static WorkloadPod Read(Pod pod, ConnectorSnapshot snapshot)
    {
        Wire.PodStatus status = pod.Status ?? new Wire.PodStatus();
        Condition? scheduled = status.Conditions.Find("PodScheduled");
        Condition? ready = status.Conditions.Find("Ready");
        bool hasNode = !string.IsNullOrEmpty(pod.Spec?.NodeName);
        return new WorkloadPod
        {
            Name = pod.Metadata?.Name ?? string.Empty,
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
            Warnings = [.. WorkloadFactsReader.EventsOf(pod.Metadata?.Uid, snapshot).Where(seen => seen.IsWarning)],
        };
    }

    private static IEnumerable<NodeObstacle> Obstacles(PodSpec pod, ConnectorSnapshot snapshot) =>
        (snapshot.Detail?.Nodes?.Values ?? []).Select(node => new NodeObstacle
        {
            Node = node.Metadata?.Name ?? string.Empty,
            Reasons = [.. NodeFit.ReasonsAgainst(pod, node).Select(OneLine.Of)],
            Taints = [.. NodeFit.Untolerated(pod, node).Select(taint => new NodeTaint(taint.Key ?? string.Empty, taint.Value ?? string.Empty, taint.Effect ?? string.Empty))],
        })
        .OrderBy(obstacle => obstacle.Reasons.Count)
        .ThenBy(obstacle => obstacle.Node, StringComparer.Ordinal)
        .Take(MostObstacles);

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

    private static string? Line(string? text) => string.IsNullOrEmpty(text) ? null : OneLine.Of(text);
}
