using System.Globalization;
using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;
using Wire = EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Activation;

/// <summary>Takes from the pods how far they are.</summary>
internal static class PodFactsReader
{
    // What a container waits for when nothing is wrong.
    private static readonly string[] s_idleReasons = ["ContainerCreating", "PodInitializing"];

    // A pod that is this old and has no init container running did not just start.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<PodFacts> Read(ConnectorSnapshot snapshot)
    {
        bool isHelm = Installation.InstalledBy(snapshot.StatefulSet) == StatusWords.Helm;
        var pods = new List<PodFacts>();
        foreach (Pod pod in snapshot.Pods)
        {
            if (pod.Metadata?.Name is { } name && Ordinal(name) is { } ordinal)
            {
                pods.Add(Read(pod, name, ordinal, snapshot, isHelm));
            }
        }

        return pods;
    }

    /// <summary>Adds what events say to pods whose logs are read already.</summary>
    public static IReadOnlyList<PodFacts> WithEvents(IReadOnlyList<PodFacts> pods, ConnectorSnapshot snapshot) =>
        [.. pods.Zip(Read(snapshot), (read, now) => now with { Log = read.Log, LogUnread = read.LogUnread })];

    /// <summary>The number at the end of a pod's name; null where there is none.</summary>
    public static int? Ordinal(string pod) =>
        int.TryParse(pod.AsSpan(pod.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int ordinal) ? ordinal : null;

    private static PodFacts Read(Pod pod, string name, int ordinal, ConnectorSnapshot snapshot, bool isHelm)
    {
        Wire.ContainerStatus? init = pod.StatusOf(ConnectorNames.InitContainer);
        ContainerStateTerminated? ended = init?.State?.Terminated;
        bool isDone = ended?.ExitCode == 0;
        TimeSpan age = pod.Metadata?.CreationTimestamp is { } born && born < snapshot.TakenAt ? snapshot.TakenAt - born : TimeSpan.Zero;
        return new PodFacts
        {
            Name = name,
            Uid = pod.Metadata?.Uid,
            Ordinal = ordinal,
            IsInitDone = isDone,
            InitRunningSince = init?.State?.Running?.StartedAt,
            InitExitCode = isDone ? null : ended?.ExitCode ?? init?.LastState?.Terminated?.ExitCode,
            Message = PodMessage.Of(pod, snapshot),
            IsStuck = IsStuck(pod, init, age, PodMessage.LatestWarning(pod.Metadata?.Uid, snapshot) is not null),
            Age = age,
            Settings = SettingsReader.Read(pod.Spec, $"pod {name}", isHelm),
        };
    }

    private static bool IsStuck(Pod pod, Wire.ContainerStatus? init, TimeSpan age, bool isWarnedOf)
    {
        if (pod.Metadata?.DeletionTimestamp is not null || init?.State?.Running is not null || init?.State?.Terminated is not null || init?.LastState?.Terminated is not null)
        {
            return false;
        }

        return pod.Status?.Conditions.Find("PodScheduled")?.Status == "False"
            || (init?.State?.Waiting?.Reason is { Length: > 0 } reason && !s_idleReasons.Contains(reason))
            || isWarnedOf
            || age > s_patience;
    }
}
