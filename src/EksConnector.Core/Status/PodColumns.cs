using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>
/// The columns READY, STATUS and RESTARTS of a Pod as current versions of kubectl print them. The API server computes the
/// columns for kubectl, and this code does the same.
/// </summary>
/// <param name="ReadyContainers">The number of ready containers.</param>
/// <param name="TotalContainers">The number of containers, including sidecars but not other init containers.</param>
/// <param name="Status">The status, such as <c>Running</c>.</param>
/// <param name="Restarts">The number of container restarts.</param>
/// <param name="LastRestart">The end time of the container instance before the most recent restart.</param>
internal sealed record PodColumns(
    int ReadyContainers, int TotalContainers, string Status, int Restarts, DateTimeOffset? LastRestart)
{
    private const string InitPrefix = "Init:";

    public string Ready => $"{ReadyContainers}/{TotalContainers}";

    public static PodColumns Of(Pod pod)
    {
        Wire.PodStatus status = pod.Status ?? new Wire.PodStatus();
        var tally = new Tally { Status = BaseStatus(status) };
        int total = pod.Spec?.Containers.OrEmpty().Count ?? 0;

        bool initializing = CountInitContainers(pod, status, ref total, tally);
        if (!initializing || status.Conditions.IsTrue("Initialized"))
        {
            // After initialization, only restarts of sidecars and main containers count.
            tally.Restarts = tally.SidecarRestarts;
            tally.LastRestart = tally.LastSidecarRestart;
            CountMainContainers(status, tally);
        }

        return new PodColumns(tally.Ready, total, WithDeletion(pod, status, tally.Status), tally.Restarts, tally.LastRestart);
    }

    private static string BaseStatus(Wire.PodStatus status)
    {
        if (status.Conditions.Find("PodScheduled") is { Reason: "SchedulingGated" })
        {
            return "SchedulingGated";
        }

        return string.IsNullOrEmpty(status.Reason) ? status.Phase ?? "Unknown" : status.Reason;
    }

    private static bool CountInitContainers(Pod pod, Wire.PodStatus status, ref int total, Tally tally)
    {
        IReadOnlyList<Container> specified = pod.Spec?.InitContainers.OrEmpty() ?? [];
        foreach (Container container in specified)
        {
            total += container.IsSidecar() ? 1 : 0;
        }

        IReadOnlyList<Wire.ContainerStatus> observed = status.InitContainerStatuses.OrEmpty();
        for (int i = 0; i < observed.Count; i++)
        {
            Wire.ContainerStatus container = observed[i];
            bool isSidecar = specified.FirstOrDefault(c => c.Name == container.Name)?.IsSidecar() ?? false;
            tally.CountRestarts(container, isSidecar);

            if (container.State?.Terminated is { ExitCode: 0 })
            {
                continue;
            }

            if (isSidecar && container.Started == true)
            {
                tally.Ready += container.Ready ? 1 : 0;
                continue;
            }

            tally.Status = InitPrefix + (container.State switch
            {
                { Terminated: { } ended } => Ending(ended),
                { Waiting.Reason: { Length: > 0 } reason } when reason != "PodInitializing" => reason,
                _ => $"{i}/{specified.Count}",
            });
            return true;
        }

        return false;
    }

    private static void CountMainContainers(Wire.PodStatus status, Tally tally)
    {
        bool oneRuns = false;
        IReadOnlyList<Wire.ContainerStatus> observed = status.ContainerStatuses.OrEmpty();

        // Iterates in reverse order, so that the status of the first failing container is shown.
        for (int i = observed.Count - 1; i >= 0; i--)
        {
            Wire.ContainerStatus container = observed[i];
            tally.CountRestarts(container, isSidecar: false);
            if (container.State?.Waiting is { Reason: { Length: > 0 } reason })
            {
                tally.Status = reason;
            }
            else if (container.State?.Terminated is { } ended)
            {
                tally.Status = Ending(ended);
            }
            else if (container is { Ready: true, State.Running: not null })
            {
                oneRuns = true;
                tally.Ready++;
            }
        }

        // If one container has completed and another is still running, the Pod is not completed.
        if (tally.Status == "Completed" && oneRuns)
        {
            tally.Status = status.Conditions.IsTrue("Ready") ? "Running" : "NotReady";
        }
    }

    private static string WithDeletion(Pod pod, Wire.PodStatus status, string shown)
    {
        if (pod.Metadata?.DeletionTimestamp is null)
        {
            return shown;
        }

        if (status.Reason == "NodeLost")
        {
            return "Unknown";
        }

        return status.Phase is "Succeeded" or "Failed" ? shown : "Terminating";
    }

    private static string Ending(ContainerStateTerminated ended) => ended switch
    {
        { Reason: { Length: > 0 } reason } => reason,
        { Signal: > 0 } => $"Signal:{ended.Signal}",
        _ => $"ExitCode:{ended.ExitCode}",
    };

    private sealed class Tally
    {
        public string Status { get; set; } = string.Empty;

        public int Ready { get; set; }

        public int Restarts { get; set; }

        public DateTimeOffset? LastRestart { get; set; }

        public int SidecarRestarts { get; private set; }

        public DateTimeOffset? LastSidecarRestart { get; private set; }

        public void CountRestarts(Wire.ContainerStatus container, bool isSidecar)
        {
            DateTimeOffset? ended = container.LastState?.Terminated?.FinishedAt;
            Restarts += container.RestartCount;
            LastRestart = Later(LastRestart, ended);
            if (isSidecar)
            {
                SidecarRestarts += container.RestartCount;
                LastSidecarRestart = Later(LastSidecarRestart, ended);
            }
        }

        private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
            one is null || other > one ? other ?? one : one;
    }
}
