using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks whether the cluster is active in Amazon EKS without a connected agent, so that the console cannot communicate with the cluster.</summary>
internal sealed class EksDisconnectedRule() : Rule(FindingCodes.EksClusterDisconnected, RuleScope.Everything, Needs.EksCluster)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.IsInstalled && snapshot.Cluster!.Replicas != 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Aws!.Cluster!.Status != "ACTIVE")
        {
            return [];
        }

        return [snapshot.Aws.Instances is { } instances ? ByInstances(snapshot.Connection.Agents, instances) : ByLogs(snapshot)];
    }

    private Observation ByInstances(IReadOnlyList<AgentFacts> agents, IReadOnlyList<SsmInstance> instances)
    {
        int online = instances.Count(instance => instance.PingStatus == "Online");
        if (online > 0)
        {
            return Observation.Passed(Code, $"The cluster is ACTIVE in Amazon EKS, and {online} of {instances.Count} agents are online.");
        }

        // Systems Manager reports a reconnected agent after a few minutes.
        SsmInstance? last = instances.MaxBy(instance => instance.LastPing);
        if (agents.FirstOrDefault(agent => agent.IsConnected == true && !(agent.LastConnected <= last?.LastPing)) is { } back)
        {
            return Observation.Passed(Code, $"The agent of {back.Pod} connected at {back.LastConnected:u}, after its last ping to Systems Manager.");
        }

        return Failed(last is null
            ? "Amazon EKS: ACTIVE; Systems Manager: no agents"
            : $"Amazon EKS: ACTIVE; Systems Manager: {OneLine.Of(last.InstanceId)} {OneLine.Of(last.PingStatus ?? "no status")}, last ping {last.LastPing:u}");
    }

    private Observation ByLogs(DiagnosisSnapshot snapshot)
    {
        IReadOnlyList<AgentFacts> agents = snapshot.Connection.Agents;
        if (agents.Any(agent => agent.IsConnected == true))
        {
            return Observation.Passed(Code, "The cluster is ACTIVE in Amazon EKS, and the log of an agent shows that it is connected.");
        }

        return agents.Count > 0 && agents.All(agent => agent.IsConnected == false)
            ? Failed($"Amazon EKS: ACTIVE; no agent log shows a connection ({ConnectionView.Names(agents.Select(agent => agent.Pod))})")
            : Observation.Skipped(Code, Needs.Instances(snapshot) ?? new Unread("there is no evidence of whether an agent is connected"));
    }

    private Observation Failed(string evidence) =>
        Observation.Found(Code, "The cluster is ACTIVE in Amazon EKS, but no agent is connected, so the console can't communicate with the cluster.") with { Evidence = evidence, IsSymptom = true };
}
