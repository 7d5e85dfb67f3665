using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>Determines the most specific reason why a Pod is not ready.</summary>
internal static class PodMessage
{
    // The reasons for waiting that do not indicate a problem with the container.
    private static readonly string[] s_idleReasons = ["ContainerCreating", "PodInitializing"];

    /// <summary>Returns whether the status of a Pod does not contain the reason, so that events are needed.</summary>
    public static bool NeedsEvents(Pod pod) =>
        !IsReady(pod) && pod.Metadata?.DeletionTimestamp is null && StatusReason(pod, DateTimeOffset.MinValue) is null;

    public static bool IsReady(Pod pod) =>
        pod.Status?.Conditions.IsTrue("Ready") == true && pod.Metadata?.DeletionTimestamp is null;

    public static string? Of(Pod pod, ConnectorSnapshot snapshot)
    {
        if (IsReady(pod))
        {
            return null;
        }

        return OneLine.Of(StatusReason(pod, snapshot.TakenAt) ?? LatestWarning(pod.Metadata?.Uid, snapshot) ?? Fallback(pod));
    }

    /// <summary>Returns the newest warning event of an object; events that report missing volumes without a reason come last.</summary>
    public static string? LatestWarning(string? uid, ConnectorSnapshot snapshot)
    {
        KubernetesEvent? latest = snapshot.Events.OrEmpty()
            .Where(seen => uid is not null && seen.InvolvedObject?.Uid == uid && seen.Type == "Warning")
            .MaxBy(seen => (!IsVague(seen), EventTime.GetLast(seen)));
        return latest is null ? null : $"{latest.Reason}: {latest.Message}";
    }

    // The kubelet reports this every two minutes, in addition to the event for the mount that fails.
    private static bool IsVague(KubernetesEvent seen) =>
        seen.Message is { } message
        && (message.StartsWith("Unable to attach or mount volumes", StringComparison.Ordinal) || message.StartsWith("Unable to mount volumes for pod", StringComparison.Ordinal));

    private static string? StatusReason(Pod pod, DateTimeOffset now)
    {
        Wire.PodStatus status = pod.Status ?? new Wire.PodStatus();
        if (pod.Metadata?.DeletionTimestamp is { } deletion)
        {
            return deletion < now
                ? $"is still being deleted; the grace period ended at {deletion.UtcDateTime:u}"
                : "is being deleted";
        }

        if (!string.IsNullOrEmpty(status.Reason))
        {
            return Join(status.Reason, status.Message);
        }

        if (status.Conditions.Find("PodScheduled") is { Status: "False" } unscheduled)
        {
            return Join(unscheduled.Reason ?? "Unschedulable", unscheduled.Message);
        }

        return FailingContainer(status.InitContainerStatuses) ?? FailingContainer(status.ContainerStatuses) ?? PendingReason(pod, status);
    }

    // Returns the first failing container; init containers are checked first because they run first.
    private static string? FailingContainer(IReadOnlyList<Wire.ContainerStatus>? containers)
    {
        foreach (Wire.ContainerStatus container in containers.OrEmpty())
        {
            if (container.State?.Waiting is { Reason: { Length: > 0 } reason } waiting && !s_idleReasons.Contains(reason))
            {
                string lastRun = container.LastState?.Terminated is { } last ? $"{Ending(last)} {Times(container.RestartCount)}" : string.Empty;
                return lastRun.Length > 0
                    ? $"{container.Name}: {reason}; {lastRun}"
                    : $"{container.Name}: {Join(reason, waiting.Message)}";
            }

            if (container.State?.Terminated is { } ended && ended.ExitCode != 0)
            {
                return $"{container.Name}: {Ending(ended)}";
            }
        }

        return null;
    }

    private static string? PendingReason(Pod pod, Wire.PodStatus status)
    {
        IReadOnlyList<Wire.ContainerStatus> init = status.InitContainerStatuses.OrEmpty();
        for (int i = 0; i < init.Count; i++)
        {
            if (init[i] is { State.Running: { } run } running && pod.Spec?.InitContainers.OrEmpty().FirstOrDefault(c => c.Name == running.Name)?.IsSidecar() != true)
            {
                return $"{running.Name} (init container {i + 1} of {init.Count}) is running"
                    + (run.StartedAt is { } since ? $" since {since.UtcDateTime:u}" : string.Empty);
            }
        }

        foreach (Wire.ContainerStatus container in status.ContainerStatuses.OrEmpty())
        {
            if (container is { State.Running: not null, Ready: false })
            {
                return $"{container.Name} is running but not ready";
            }

            if (container.State?.Terminated is { ExitCode: 0 } ended)
            {
                return $"{container.Name}: {Ending(ended)}";
            }
        }

        foreach (PodReadinessGate gate in pod.Spec?.ReadinessGates.OrEmpty() ?? [])
        {
            if (gate.ConditionType is { } type && !status.Conditions.IsTrue(type))
            {
                return $"readiness gate {type} is not met";
            }
        }

        return null;
    }

    private static string Fallback(Pod pod)
    {
        Wire.PodStatus status = pod.Status ?? new Wire.PodStatus();
        foreach (Wire.ContainerStatus container in status.InitContainerStatuses.OrEmpty().Concat(status.ContainerStatuses.OrEmpty()))
        {
            if (container.State?.Waiting is { Reason: { Length: > 0 } reason })
            {
                return $"{container.Name} is waiting: {reason}";
            }
        }

        return status.Conditions.Find("Ready") is { Message: { Length: > 0 } message } ? message : $"phase {status.Phase ?? "Unknown"}";
    }

    private static string Ending(ContainerStateTerminated ended)
    {
        string how = ended.Signal > 0 ? $"signal {ended.Signal}" : $"exit code {ended.ExitCode}";
        string text = $"the last run ended with {how}";
        text += string.IsNullOrEmpty(ended.Reason) ? string.Empty : $" ({ended.Reason})";
        return string.IsNullOrEmpty(ended.Message) ? text : $"{text}: {ended.Message}";
    }

    private static string Times(int restarts) => restarts == 1 ? "(1 restart)" : $"({restarts} restarts)";

    private static string Join(string reason, string? message) => string.IsNullOrEmpty(message) ? reason : $"{reason}: {message}";
}
