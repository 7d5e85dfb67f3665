using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>The queries and texts that the connection rules have in common.</summary>
internal static class ConnectionView
{
    // The time in which an agent is expected to connect after a start or a lost connection.
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromMinutes(3);

    /// <summary>Returns the agents whose required logs were read.</summary>
    /// <param name="snapshot">The data that was read.</param>
    /// <param name="needsWorker">Whether the lines of the agent's worker are required, which are only in the log files.</param>
    public static AgentFacts[] Readable(DiagnosisSnapshot snapshot, bool needsWorker) =>
        [.. snapshot.Connection.Agents.Where(agent => agent.Unread is null && agent.LastLine is not null && !(needsWorker && agent.FilesUnread is not null))];

    /// <summary>Returns the reason why the required logs of no agent were read.</summary>
    public static Unread UnavailableReason(DiagnosisSnapshot snapshot) =>
        snapshot.Connection.Agents.Select(agent => agent.Unread ?? agent.FilesUnread).FirstOrDefault(why => why is not null)
        ?? new Unread("the agent has not logged anything yet");

    /// <summary>Returns the proxies whose logs were read.</summary>
    public static ProxyFacts[] ReadableProxies(DiagnosisSnapshot snapshot) => [.. snapshot.Connection.Proxies.Where(proxy => proxy.Unread is null)];

    /// <summary>
    /// Returns the errors of an agent. Errors before the last ping in Systems Manager count as resolved, because a log does not contain every
    /// success.
    /// </summary>
    public static IEnumerable<LoggedFault> Faults(DiagnosisSnapshot snapshot, AgentFacts agent)
    {
        DateTime? heard = LastPingOf(snapshot, agent);
        return agent.Faults.Where(fault => fault.Code == FindingCodes.KeyRotationFailed || !(heard > fault.Last));
    }

    /// <summary>Returns the connection state of an agent.</summary>
    public static AgentState StateOf(DiagnosisSnapshot snapshot, AgentFacts agent)
    {
        if (!agent.Run.IsRunning || Faults(snapshot, agent).Any(IsReason))
        {
            return AgentState.Failing;
        }

        DateTime? heard = LastPingOf(snapshot, agent);
        if (agent.LastLost is { } lost)
        {
            return heard > lost ? AgentState.Connected : IsOver(lost) ? AgentState.Lost : AgentState.Connecting;
        }

        if (agent is { LastConnected: not null, FilesUnread: null } || heard > (agent.Started ?? DateTime.MinValue))
        {
            return AgentState.Connected;
        }

        if (agent is { AskedForCredentials: { } requested, LastCredentials: null } && IsOver(requested))
        {
            return AgentState.WithoutCredentials;
        }

        return (agent.Started ?? agent.Run.StartedAt) is not { } started ? AgentState.Unknown
            : !IsOver(started) ? AgentState.Connecting
            : agent is { Started: not null, Unread: null, FilesUnread: null } ? AgentState.NeverConnected
            : AgentState.Unknown;

        bool IsOver(DateTime since) => snapshot.TakenAt.UtcDateTime - since > s_gracePeriod;
    }

    /// <summary>Returns whether an error prevents a connection; a failed key rotation does not.</summary>
    public static bool IsReason(LoggedFault fault) => fault.Code != FindingCodes.KeyRotationFailed;

    /// <summary>Returns the last ping time of an agent that is online in Systems Manager; null if it is not online or was not queried.</summary>
    public static DateTime? LastPingOf(DiagnosisSnapshot snapshot, AgentFacts agent)
    {
        string? id = agent.InstanceId ?? InstanceOf(snapshot, agent.Pod);
        SsmInstance? instance = id is null ? null : snapshot.Aws?.Instances?.FirstOrDefault(candidate => candidate.InstanceId == id);
        return instance is { PingStatus: "Online" } ? instance.LastPing : null;
    }

    /// <summary>Formats an error in a log as evidence.</summary>
    public static string Evidence(string pod, LoggedFault fault)
    {
        string since = fault.First is { } first ? $" since {first:u}" : string.Empty;
        return $"log of {pod}: {fault.Text} ({fault.Count} {(fault.Count == 1 ? "time" : "times")}{since})";
    }

    /// <summary>Creates one observation for the same condition in the logs of several Pods.</summary>
    /// <param name="code">The code of the finding.</param>
    /// <param name="found">The Pods with their evidence.</param>
    /// <param name="summary">The function that creates the summary from the names of the Pods.</param>
    /// <returns>One observation; empty if there is no evidence.</returns>
    public static IEnumerable<Observation> Observe(string code, IEnumerable<(string Pod, string Evidence)> found, Func<string, string> summary)
    {
        (string Pod, string Evidence)[] all = [.. found];
        string[] pods = [.. all.Select(each => each.Pod).Distinct(StringComparer.Ordinal)];
        return all.Length == 0
            ? []
            :
            [
                Observation.Found(code, summary(Names(pods))) with
                {
                    Pod = pods is [var only] ? only : null,
                    Evidence = string.Join("; ", all.Select(each => each.Evidence)),
                },
            ];
    }

    /// <summary>Formats the names of Pods for a sentence.</summary>
    public static string Names(IEnumerable<string> pods)
    {
        string[] names = [.. pods.Distinct(StringComparer.Ordinal)];
        return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    private static string? InstanceOf(DiagnosisSnapshot snapshot, string pod) =>
        PodFactsReader.Ordinal(pod) is not { } ordinal
            ? null
            : snapshot.Cluster!.States.FirstOrDefault(state => state.Ordinal == ordinal)?.InstanceId
                ?? snapshot.Cluster!.Pods.FirstOrDefault(candidate => candidate.Ordinal == ordinal)?.Log?.InstanceId;
}
