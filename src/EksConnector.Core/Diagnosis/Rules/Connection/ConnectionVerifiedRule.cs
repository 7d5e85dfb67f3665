using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks whether the connection of at least one agent is verified. Other rules report the reasons why agents are not connected.</summary>
internal sealed class ConnectionVerifiedRule() : Rule(FindingCodes.ConnectionNotVerified, RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Agents.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        ILookup<AgentState, AgentFacts> agents = snapshot.Connection.Agents.ToLookup(agent => ConnectionView.StateOf(snapshot, agent));
        if (agents[AgentState.Connected].Any() || snapshot.Aws?.Instances?.Any(instance => instance.PingStatus == "Online") == true)
        {
            return [Passed("There is evidence that the connector is connected.")];
        }

        if (agents[AgentState.Connecting].ToArray() is { Length: > 0 } connecting)
        {
            return ConnectionView.Observe(
                FindingCodes.AgentConnecting,
                connecting.Select(agent => (agent.Pod, agent.LastLost is { } lost ? $"log of {agent.Pod}: connection lost at {lost:u}" : $"{agent.Pod}: started at {agent.Started ?? agent.Run.StartedAt:u}")),
                pods => $"The agent of {pods} is connecting: it started or lost its connection less than three minutes ago.")
                .Select(observation => observation with { OnlyIfNothingFailed = true });
        }

        return ConnectionView.Observe(
            Code,
            agents[AgentState.Unknown].Select(agent => (agent.Pod, $"{agent.Pod}: {Why(agent).TrimEnd('.')}")),
            pods => $"The connection of the agent of {pods} could not be verified: {Why(agents[AgentState.Unknown].First()).TrimEnd('.')}{(snapshot.Aws is null ? ", and AWS was not queried" : string.Empty)}.")
            .Select(observation => observation with
            {
                RecommendedAction = Unread(agents[AgentState.Unknown].First())?.RecommendedAction,
                OnlyIfNothingFailed = true,
            });
    }

    private static string Why(AgentFacts agent) => Unread(agent)?.Why ?? "the available log contains no information about a connection";

    private static Connector.Unread? Unread(AgentFacts agent) => agent.Unread ?? agent.FilesUnread;
}
