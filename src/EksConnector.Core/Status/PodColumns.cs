using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Status;

/// <summary>
/// The columns READY, STATUS and RESTARTS of a pod as kubectl of today prints them: the API server computes
/// them for its table, and this is the same function of the same object.
/// </summary>
/// <param name="ReadyContainers">How many containers are ready.</param>
/// <param name="TotalContainers">How many there are, sidecars included, other init containers not.</param>
/// <param name="Status">The status in one word.</param>
/// <param name="Restarts">How often containers were started again.</param>
/// <param name="LastRestart">When the run ended that the latest restart followed.</param>
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
            // Once the main containers have their turn, only sidecars of the init containers still count.
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

        // From the last to the first, so that the first container's trouble is the one that is shown.
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

        // One container has done its work and another goes on: the pod as a whole is not completed.
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
