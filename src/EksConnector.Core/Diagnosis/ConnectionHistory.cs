using EksConnector.Core.Diagnosis.Facts;

namespace EksConnector.Core.Diagnosis;

/// <summary>The Pods of a diagnosis and the connection events of their agents.</summary>
internal static class ConnectionHistory
{
    // More reconnections of one agent add no information.
    private const int MaxReconnects = 20;
    private const string NotCreated = nameof(NotCreated);
    private const string Terminating = nameof(Terminating);

    private static readonly string[] s_refusals =
    [
        FindingCodes.AgentCredentialsRefused, FindingCodes.AgentIdentityMissing, FindingCodes.ControlChannelDenied, FindingCodes.MachineFingerprintMismatch,
    ];

    /// <summary>Lists the Pods.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public static ValueList<DiagnosedPod> Pods(DiagnosisSnapshot snapshot)
    {
        ClusterSide cluster = snapshot.Cluster!;
        return new ValueList<DiagnosedPod>(
        [
            .. cluster.Pods.Select(pod => new DiagnosedPod
            {
                Context = cluster.Context,
                Namespace = cluster.Namespace,
                Pod = OneLine.Of(pod.Name),
                Status = OneLine.Of(StatusOf(pod)),
                IsReady = pod.IsReady,
                Restarts = pod.Containers.Sum(container => Math.Max(0, container.Restarts)),
                NodeName = pod.Node is null ? null : OneLine.Of(pod.Node),
                CreationTime = pod.CreatedAt?.UtcDateTime,
                Message = pod.IsReady ? null : pod.WhyNotReady,
            }),
            .. snapshot.Workload.MissingPods.Select(name => new DiagnosedPod
            {
                Context = cluster.Context,
                Namespace = cluster.Namespace,
                Pod = OneLine.Of(name),
                Status = NotCreated,
            }),
        ]);
    }

    /// <summary>Lists the events, oldest first.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public static ValueList<ConnectionEvent> Events(DiagnosisSnapshot snapshot) =>
        new(snapshot.Cluster!.Pods.SelectMany(pod => Of(snapshot, pod))
            .Concat(snapshot.Connection.Agents.SelectMany(agent => Of(snapshot, agent)))
            .OrderBy(happened => happened.Time));

    private static string StatusOf(PodFacts pod) =>
        pod.GoneBy is not null ? Terminating
        : pod.Reason ?? pod.Containers.Select(container => container.WaitingReason ?? (pod.IsReady ? null : container.Ended is { ExitCode: not 0 } end ? end.Reason : null)).FirstOrDefault(reason => reason is not null)
        ?? pod.Phase ?? string.Empty;

    private static IEnumerable<ConnectionEvent> Of(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        if (pod.CreatedAt is { } created)
        {
            yield return Event(snapshot, pod.Name, created.UtcDateTime, ConnectionEventKinds.Created, "The Pod was created.");
        }

        foreach (WorkloadContainer container in pod.Containers)
        {
            if (container is { Restarts: > 0, NewestEnd: { At: { } ended } end })
            {
                yield return Event(snapshot, pod.Name, ended.UtcDateTime, ConnectionEventKinds.Restarted, $"{container.Name} ended: {end}", count: container.Restarts);
            }
        }
    }

    private static IEnumerable<ConnectionEvent> Of(DiagnosisSnapshot snapshot, AgentFacts agent)
    {
        if ((agent.Started ?? agent.Run.StartedAt) is { } started)
        {
            yield return Event(snapshot, agent.Pod, started, ConnectionEventKinds.Started, "The agent started.");
        }

        foreach (DateTime time in agent.Reconnects.TakeLast(MaxReconnects).Append(agent.LastConnected ?? default).Where(time => time != default).Distinct())
        {
            yield return Event(snapshot, agent.Pod, time, ConnectionEventKinds.Connected, "The agent connected to AWS.");
        }

        if (agent.LastLost is { } lost)
        {
            yield return Event(snapshot, agent.Pod, lost, ConnectionEventKinds.Lost, "The agent lost its connection to AWS.");
        }

        foreach (LoggedFault fault in agent.Faults)
        {
            if ((fault.Last ?? fault.First) is { } failed)
            {
                string kind = s_refusals.Contains(fault.Code) ? ConnectionEventKinds.Refused : ConnectionEventKinds.Failed;
                yield return Event(snapshot, agent.Pod, failed, kind, fault.Text, fault.Code, fault.Count);
            }
        }
    }

    private static ConnectionEvent Event(DiagnosisSnapshot snapshot, string pod, DateTime time, string kind, string message, string? code = null, int count = 1) => new()
    {
        Context = snapshot.Cluster!.Context,
        Namespace = snapshot.Cluster!.Namespace,
        Pod = OneLine.Of(pod),
        Time = DateTime.SpecifyKind(time, DateTimeKind.Utc),
        Kind = kind,
        Code = code,
        Count = count,
        Message = OneLine.Of(message),
    };
}
