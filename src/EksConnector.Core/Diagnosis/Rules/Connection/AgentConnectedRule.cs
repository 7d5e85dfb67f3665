using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Rules.Activation;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks whether the agent is connected. Another rule reports the reason if the log contains it.</summary>
internal sealed class AgentConnectedRule() : Rule(FindingCodes.AgentNotConnected, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Agents.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker: true);
        ILookup<AgentState, AgentFacts> agents = snapshot.Connection.Agents.ToLookup(agent => ConnectionView.StateOf(snapshot, agent));
        Observation[] found =
        [
            .. ConnectionView.Observe(
                FindingCodes.SsmTimeout,
                agents[AgentState.WithoutCredentials].Select(agent => (agent.Pod, $"log of {agent.Pod}: requested credentials at {agent.AskedForCredentials:u}, and no response was logged")),
                pods => $"Systems Manager (ssm) does not respond to the credential request of the agent of {pods}."),
            .. ConnectionView.Observe(
                Code,
                agents[AgentState.Lost].Select(agent => (agent.Pod, $"log of {agent.Pod}: connection lost at {agent.LastLost:u}, and no new connection was logged")),
                pods => $"The agent of {pods} has been disconnected since {agents[AgentState.Lost].Min(agent => agent.LastLost):u}."),
            .. ConnectionView.Observe(
                Code,
                agents[AgentState.NeverConnected].Select(agent => (agent.Pod, $"log of {agent.Pod}: started at {agent.Started:u}, and no connection was logged")),
                pods => $"The agent of {pods} has not connected since it started."),
            .. ConnectionView.Observe(Code, Unnamed(snapshot), pods => $"The agent of {pods} is not connected."),
        ];
        if (found.Length > 0)
        {
            return found.Select(observation => observation with { IsSymptom = true, RecommendedAction = InitAdvice.Action(snapshot, observation.Code, text: null) });
        }

        AgentFacts[] good = [.. agents[AgentState.Connected].Intersect(read)];
        if (good.Length > 0)
        {
            return [Passed(Connected(good))];
        }

        return read.Length == 0 ? [Observation.Skipped(Code, ConnectionView.UnavailableReason(snapshot))] : [];
    }

    // The errors for which there is no specific code.
    private static IEnumerable<(string Pod, string Evidence)> Unnamed(DiagnosisSnapshot snapshot) =>
        from agent in snapshot.Connection.Agents
        let faults = ConnectionView.Faults(snapshot, agent).Where(ConnectionView.IsReason).ToArray()
        where faults is [{ Code: FindingCodes.AgentNotConnected }]
        select (agent.Pod, ConnectionView.Evidence(agent.Pod, faults[0]));

    private static string Connected(AgentFacts[] good)
    {
        string names = ConnectionView.Names(good.Select(agent => agent.Pod));
        return good.Max(agent => agent.LastConnected) is { } time
            ? $"The agent of {names} is connected. The latest connection was made at {time:u}."
            : $"Systems Manager receives pings from the agent of {names}, and its log contains no lost connection.";
    }
}
