using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Is the agent connected? Where its log says what keeps it from that, another rule tells.</summary>
internal sealed class AgentConnectedRule() : Rule(FindingCodes.AgentNotConnected, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Agents.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot)
    {
        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker: true);
        ILookup<AgentState, AgentFacts> agents = snapshot.Connection.Agents.ToLookup(agent => ConnectionView.StateOf(snapshot, agent));
        Observation[] found =
        [
            .. ConnectionView.Tell(
                FindingCodes.SsmTimeout,
                agents[AgentState.WithoutCredentials].Select(agent => (agent.Pod, $"log of {agent.Pod}: asks for credentials since {agent.AskedForCredentials:u}, and nothing of an answer")),
                pods => $"Systems Manager (ssm) does not answer the agent of {pods}, which asks for credentials."),
            .. ConnectionView.Tell(
                Code,
                agents[AgentState.Lost].Select(agent => (agent.Pod, $"log of {agent.Pod}: connection lost at {agent.LastLost:u}, and nothing of a new one since")),
                pods => $"The agent of {pods} is disconnected since {agents[AgentState.Lost].Min(agent => agent.LastLost):u}."),
            .. ConnectionView.Tell(
                Code,
                agents[AgentState.NeverConnected].Select(agent => (agent.Pod, $"log of {agent.Pod}: started at {agent.Started:u}, and nothing of a connection since")),
                pods => $"The agent of {pods} has not connected since it started."),
            .. ConnectionView.Tell(Code, Unnamed(snapshot), pods => $"The agent of {pods} is not connected."),
        ];
        if (found.Length > 0)
        {
            return found.Select(observation => observation with { IsSymptom = true });
        }

        AgentFacts[] good = [.. agents[AgentState.Connected].Intersect(read)];
        if (good.Length > 0)
        {
            return [Passed(Connected(good))];
        }

        return read.Length == 0 ? [Observation.Skipped(Code, ConnectionView.WhyNot(snapshot))] : [];
    }

    // A fault that no other code names.
    private static IEnumerable<(string Pod, string Evidence)> Unnamed(DiagnosisSnapshot snapshot) =>
        from agent in snapshot.Connection.Agents
        let faults = ConnectionView.Faults(snapshot, agent).Where(ConnectionView.IsReason).ToArray()
        where faults is [{ Code: FindingCodes.AgentNotConnected }]
        select (agent.Pod, ConnectionView.Evidence(agent.Pod, faults[0]));

    private static string Connected(AgentFacts[] good)
    {
        string names = ConnectionView.Names(good.Select(agent => agent.Pod));
        return good.Max(agent => agent.LastConnected) is { } time
            ? $"The agent of {names} is connected, the last since {time:u}."
            : $"Systems Manager hears of the agent of {names}, whose log says nothing of a connection that was lost.";
    }
}
