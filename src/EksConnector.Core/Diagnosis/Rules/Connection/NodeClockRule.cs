using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>
/// Checks whether log entries of a Pod are in the future by the clock of AWS. A clock that is behind cannot be detected in this way, because
/// a Pod without recent entries looks the same. If AWS was not queried, the clock of this computer may be wrong instead.
/// </summary>
internal sealed class NodeClockRule() : Rule(FindingCodes.NodeClockSkew, RuleScope.Everything)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Aws?.ClockOffset is null)
        {
            yield break;
        }

        DateTime now = snapshot.Now.UtcDateTime;
        foreach (AgentFacts agent in snapshot.Connection.Agents)
        {
            if (agent.LastLine is { } last && last - now > s_limit)
            {
                yield return Observation.Found(FindingCodes.NodeClockSkew, $"The clock of the node of {agent.Pod} is {Duration.ToShortText(last - now)} ahead of the AWS clock.")
                    .LoweredTo(DiagnosisWords.Warning) with
                {
                    Pod = agent.Pod,
                    Evidence = $"log of {agent.Pod}: last line {last:u}, AWS {now:u}",
                };
            }
        }
    }
}
