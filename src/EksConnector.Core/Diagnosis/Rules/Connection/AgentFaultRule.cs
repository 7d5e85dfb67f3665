using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Rules.Activation;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks whether the log of connector-agent contains the reason why it is not connected.</summary>
/// <param name="needsWorker">Whether only the log files contain the reason.</param>
/// <param name="codes">The codes to check; the first represents all of them if nothing is found.</param>
internal sealed class AgentFaultRule(bool needsWorker, params string[] codes) : Rule(codes[0], RuleScope.Everything)
{
    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Agents.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
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
            return found.GroupBy(each => each.Fault.Code).SelectMany(group => ConnectionView.Observe(
                group.Key,
                group.Select(each => (each.Pod, ConnectionView.Evidence(each.Pod, each.Fault))),
                pods => $"{FindingCatalogue.Row(group.Key).Phrase} {pods}.")
                .Select(observation => observation with { RecommendedAction = InitAdvice.Action(snapshot, group.Key, text: null) }));
        }

        // An agent that is rejected or has no identity fails before the other checks, so their result is not known.
        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker);
        return read.Length == 0
            ? [Observation.Skipped(codes[0], ConnectionView.UnavailableReason(snapshot))]
            : [Observation.Passed(codes[0], $"{FindingCatalogue.Row(codes[0]).Absence} {ConnectionView.Names(read.Select(agent => agent.Pod))}.")];
    }
}
