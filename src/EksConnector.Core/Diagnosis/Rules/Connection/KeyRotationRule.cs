using EksConnector.Core.Diagnosis.Connection;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Can the agent change its key, as it does every seven days? Where it cannot, the old one still serves.</summary>
internal sealed class KeyRotationRule : IDiagnosisRule
{
    private const string Code = FindingCodes.KeyRotationFailed;

    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Connection.Agents.Count == 0)
        {
            return [];
        }

        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker: false);
        if (read.Length == 0)
        {
            return [Observation.Skipped(Code, ConnectionView.WhyNot(snapshot))];
        }

        Observation[] found =
        [
            .. ConnectionView.Tell(
                Code,
                from agent in read from fault in agent.Faults where fault.Code == Code select (agent.Pod, ConnectionView.Evidence(agent.Pod, fault)),
                pods => $"The agent of {pods} cannot change its key."),
        ];
        return found.Length > 0
            ? found
            : [Observation.Passed(Code, $"The agent of {ConnectionView.Names(read.Select(agent => agent.Pod))} says of no key that could not be changed.")];
    }
}
