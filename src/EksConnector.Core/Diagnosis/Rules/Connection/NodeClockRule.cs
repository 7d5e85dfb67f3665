using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>
/// Is what a pod logged still to come by AWS's clock? A clock that is behind cannot be told so: who logs nothing looks alike. Where
/// AWS was not asked, it may as well be this machine's clock.
/// </summary>
internal sealed class NodeClockRule() : Rule(FindingCodes.NodeClockSkew, RuleScope.Everything)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot)
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
