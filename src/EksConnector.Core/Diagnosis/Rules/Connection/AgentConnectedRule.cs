using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>
/// Is the agent connected? Where the log says what keeps it from that, another rule tells. An agent that says nothing of its
/// connection, and of no fault either, has made it long ago.
/// </summary>
internal sealed class AgentConnectedRule() : Rule(FindingCodes.AgentNotConnected, RuleScope.Everything)
{
    // So long an agent that has started, or has lost its connection, may take for a new one.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Agents.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot)
    {
        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker: true);
        var bad = new List<(string Pod, string Evidence)>();
        var good = new List<string>();
        foreach (AgentFacts agent in snapshot.Connection.Agents)
        {
            if (Evidence(snapshot, agent, read.Contains(agent)) is { } evidence)
            {
                bad.Add((agent.Pod, evidence));
            }
            else if (read.Contains(agent) && agent.Run.IsRunning && !ConnectionView.Faults(snapshot, agent).Any(IsReason))
            {
                good.Add(agent.Pod);
            }
        }

        if (bad.Count > 0)
        {
            return ConnectionView.Tell(FindingCodes.AgentNotConnected, bad, pods => $"The agent of {pods} is not connected.")
                .Select(observation => observation with { IsSymptom = true });
        }

        if (good.Count > 0)
        {
            return [Observation.Passed(FindingCodes.AgentNotConnected, Connected(read, good))];
        }

        return read.Length == 0 ? [Observation.Skipped(FindingCodes.AgentNotConnected, ConnectionView.WhyNot(snapshot))] : [];
    }

    private static bool IsReason(LoggedFault fault) => fault.Code != FindingCodes.KeyRotationFailed;

    private static string Connected(AgentFacts[] read, List<string> good)
    {
        DateTime? last = read.Where(agent => good.Contains(agent.Pod)).Max(agent => agent.LastConnected);
        return last is { } time
            ? $"The agent of {ConnectionView.Names(good)} is connected, the last since {time:u}."
            : $"The agent of {ConnectionView.Names(good)} says nothing of a connection that was lost.";
    }

    private static string? Evidence(DiagnosisSnapshot snapshot, AgentFacts agent, bool isRead)
    {
        LoggedFault[] faults = [.. ConnectionView.Faults(snapshot, agent).Where(IsReason)];
        if (Array.Find(faults, fault => fault.Code == FindingCodes.AgentNotConnected) is { } unknown)
        {
            return faults.Length == 1 ? ConnectionView.Evidence(agent.Pod, unknown) : null;
        }

        if (!isRead || !agent.Run.IsRunning || faults.Length > 0)
        {
            return null;
        }

        DateTime? heard = ConnectionView.HeardOf(snapshot, agent);
        if (agent.LastLost is { } lost)
        {
            return IsOver(lost) ? $"log of {agent.Pod}: connection lost at {lost:u}, and nothing of a new one since" : null;
        }

        return agent is { LastConnected: null, Started: { } started } && IsOver(started)
            ? $"log of {agent.Pod}: started at {started:u}, and nothing of a connection since"
            : null;

        bool IsOver(DateTime since) => snapshot.TakenAt.UtcDateTime - since > s_patience && !(heard > since);
    }
}
