using EksConnector.Core.Diagnosis.Connection;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules;

/// <summary>Can the agent change its key, as it does every seven days? Where it cannot, the old one still serves.</summary>
internal sealed class KeyRotationRule : IDiagnosisRule
{
    /// <inheritdoc/>
    public IEnumerable<Observation> Check(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Connection.Agents.Count == 0)
        {
            yield break;
        }

        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker: false);
        if (read.Length == 0)
        {
            yield return Observation.Skipped(FindingCodes.KeyRotationFailed, ConnectionView.WhyNot(snapshot));
            yield break;
        }

        bool any = false;
        foreach (AgentFacts agent in read)
        {
            if (agent.Faults.FirstOrDefault(fault => fault.Code == FindingCodes.KeyRotationFailed) is { } fault)
            {
                any = true;
                yield return Observation.Warned(FindingCodes.KeyRotationFailed, $"The agent of {agent.Pod} cannot change its key.") with
                {
                    Pod = agent.Pod,
                    Evidence = ConnectionView.Evidence(agent.Pod, fault),
                };
            }
        }

        if (!any)
        {
            yield return Observation.Passed(FindingCodes.KeyRotationFailed, $"The agent of {ConnectionView.Names(read.Select(agent => agent.Pod))} says of no key that could not be changed.");
        }
    }
}
