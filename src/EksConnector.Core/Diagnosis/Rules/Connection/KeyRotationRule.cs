using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks whether the agent can rotate its key, which it does every seven days. If not, the old key is still valid.</summary>
internal sealed class KeyRotationRule() : Rule(FindingCodes.KeyRotationFailed, RuleScope.Everything, Needs.AgentLogs)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Agents.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker: false);
        Observation[] found =
        [
            .. ConnectionView.Observe(
                Code,
                from agent in read from fault in agent.Faults where fault.Code == Code select (agent.Pod, ConnectionView.Evidence(agent.Pod, fault)),
                pods => $"The agent of {pods} cannot rotate its key."),
        ];
        return found.Length > 0
            ? found
            : [Observation.Passed(Code, $"The agent of {ConnectionView.Names(read.Select(agent => agent.Pod))} logged no failed key rotation.")];
    }
}
