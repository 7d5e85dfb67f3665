using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>What the rules on the connection ask of a snapshot, and the words that they share.</summary>
internal static class ConnectionView
{
    // So long an agent that has started, or has lost its connection, may take for a new one.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>The agents whose log was read as far as it is needed.</summary>
    /// <param name="snapshot">The data that was read.</param>
    /// <param name="needsWorker">Whether the lines of the agent's worker are needed, which are in the log files alone.</param>
    public static AgentFacts[] Readable(DiagnosisSnapshot snapshot, bool needsWorker) =>
        [.. snapshot.Connection.Agents.Where(agent => agent.Unread is null && agent.LastLine is not null && !(needsWorker && agent.FilesUnread is not null))];

    /// <summary>Why no agent's log was read as far as it is needed.</summary>
    public static Unread WhyNot(DiagnosisSnapshot snapshot) =>
        snapshot.Connection.Agents.Select(agent => agent.Unread ?? agent.FilesUnread).FirstOrDefault(why => why is not null)
        ?? new Unread("the agent has not logged anything yet");

    /// <summary>The proxies whose log was read.</summary>
    public static ProxyFacts[] ReadableProxies(DiagnosisSnapshot snapshot) => [.. snapshot.Connection.Proxies.Where(proxy => proxy.Unread is null)];

    /// <summary>
    /// What goes wrong with an agent. Where Systems Manager has heard of it since, it went well after all: a log does not tell all
    /// that goes well.
    /// </summary>
    public static IEnumerable<LoggedFault> Faults(DiagnosisSnapshot snapshot, AgentFacts agent)
    {
        DateTime? heard = HeardOf(snapshot, agent);
        return agent.Faults.Where(fault => fault.Code == FindingCodes.KeyRotationFailed || !(heard > fault.Last));
    }

    /// <summary>How an agent is connected.</summary>
    public static AgentState StateOf(DiagnosisSnapshot snapshot, AgentFacts agent)
    {
        if (!agent.Run.IsRunning || Faults(snapshot, agent).Any(IsReason))
        {
            return AgentState.Failing;
        }

        DateTime? heard = HeardOf(snapshot, agent);
        if (agent.LastLost is { } lost)
        {
            return heard > lost ? AgentState.Connected : IsOver(lost) ? AgentState.Lost : AgentState.Connecting;
        }

        if (agent.LastConnected is not null || heard > (agent.Started ?? DateTime.MinValue))
        {
            return AgentState.Connected;
        }

        if (agent is { AskedForCredentials: { } asked, LastCredentials: null } && IsOver(asked))
        {
            return AgentState.WithoutCredentials;
        }

        return (agent.Started ?? agent.Run.StartedAt) is not { } started ? AgentState.Unknown
            : !IsOver(started) ? AgentState.Connecting
            : agent is { Started: not null, Unread: null, FilesUnread: null } ? AgentState.NeverConnected
            : AgentState.Unknown;

        bool IsOver(DateTime since) => snapshot.TakenAt.UtcDateTime - since > s_patience;
    }

    /// <summary>Whether a fault keeps an agent from being connected: one of the key's rotation does not.</summary>
    public static bool IsReason(LoggedFault fault) => fault.Code != FindingCodes.KeyRotationFailed;

    /// <summary>When Systems Manager last heard of an agent that it has for connected; null where it has not, or was not asked.</summary>
    public static DateTime? HeardOf(DiagnosisSnapshot snapshot, AgentFacts agent)
    {
        string? id = agent.InstanceId ?? InstanceOf(snapshot, agent.Pod);
        SsmInstance? instance = id is null ? null : snapshot.Aws?.Instances?.FirstOrDefault(candidate => candidate.InstanceId == id);
        return instance is { PingStatus: "Online" } ? instance.LastPing : null;
    }

    /// <summary>What stands in a log, as evidence.</summary>
    public static string Evidence(string pod, LoggedFault fault)
    {
        string since = fault.First is { } first ? $" since {first:u}" : string.Empty;
        return $"log of {pod}: {fault.Text} ({fault.Count} {(fault.Count == 1 ? "time" : "times")}{since})";
    }

    /// <summary>Says of all pods at once what was found in their logs.</summary>
    /// <param name="code">What was found.</param>
    /// <param name="found">The pods, and what was seen of each.</param>
    /// <param name="summary">Makes the sentence, given the pods.</param>
    /// <returns>One observation; none where nothing was found.</returns>
    public static IEnumerable<Observation> Tell(string code, IEnumerable<(string Pod, string Evidence)> found, Func<string, string> summary)
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

    /// <summary>The pods in a sentence.</summary>
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
