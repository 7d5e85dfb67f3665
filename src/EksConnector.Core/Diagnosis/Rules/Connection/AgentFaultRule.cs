using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Does the log of connector-agent say what keeps it from being connected?</summary>
/// <param name="needsWorker">Whether that stands in the log files alone.</param>
/// <param name="codes">What is looked for; the first stands for all where there is nothing.</param>
internal sealed class AgentFaultRule(bool needsWorker, params string[] codes) : Rule(codes[0], RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Agents.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot)
    {
        (string Pod, LoggedFault Fault)[] found =
        [
            .. from agent in snapshot.Connection.Agents
               from fault in ConnectionView.Faults(snapshot, agent)
               where codes.Contains(fault.Code)
               select (agent.Pod, fault),
        ];
        if (found.Length > 0)
        {
            return found.GroupBy(each => each.Fault.Code).SelectMany(group => ConnectionView.Tell(
                group.Key,
                group.Select(each => (each.Pod, ConnectionView.Evidence(each.Pod, each.Fault))),
                pods => $"{FindingCatalogue.Row(group.Key).Phrase} {pods}."));
        }

        // One that is refused, or has no identity, does not come so far: it says nothing of the rest, but for a lack of faults.
        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker);
        return read.Length == 0
            ? [Observation.Skipped(codes[0], ConnectionView.WhyNot(snapshot))]
            : [Observation.Passed(codes[0], $"{FindingCatalogue.Row(codes[0]).Absence} {ConnectionView.Names(read.Select(agent => agent.Pod))}.")];
    }
}
