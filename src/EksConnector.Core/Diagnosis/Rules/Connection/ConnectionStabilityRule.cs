using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Was the connection lost and made again oftener, within a day, than it is by AWS's own doing?</summary>
internal sealed class ConnectionStabilityRule() : Rule(FindingCodes.ConnectionUnstable, RuleScope.Everything, Needs.WorkerLogs)
{
    private const int MostInAnHour = 4;
    private const int MostInADay = 9;

    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Agents.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot)
    {
        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker: true);
        (string Pod, DateTime[] Times)[] unstable =
        [
            .. read
                .Select(agent => (agent.Pod, Times: (DateTime[])[.. agent.Reconnects.Where(time => snapshot.TakenAt.UtcDateTime - time <= s_day)]))
                .Where(each => each.Times.Length > MostInADay || IsDense(each.Times)),
        ];
        if (unstable.Length == 0)
        {
            return [Observation.Passed(FindingCodes.ConnectionUnstable, $"The agent of {ConnectionView.Names(read.Select(agent => agent.Pod))} does not lose its connection again and again.")];
        }

        return ConnectionView.Tell(
            FindingCodes.ConnectionUnstable,
            unstable.Select(each => (each.Pod, $"log of {each.Pod}: connected again {each.Times.Length} times between {each.Times[0]:u} and {each.Times[^1]:u}")),
            pods => $"The agent of {pods} loses its connection again and again.");
    }

    private static bool IsDense(DateTime[] times)
    {
        for (int i = MostInAnHour; i < times.Length; i++)
        {
            if (times[i] - times[i - MostInAnHour] <= s_hour)
            {
                return true;
            }
        }

        return false;
    }
}
