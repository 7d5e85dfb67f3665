using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Connection;

/// <summary>Checks whether the agent reconnected more often within a day than AWS requires.</summary>
internal sealed class ConnectionStabilityRule() : Rule(FindingCodes.ConnectionUnstable, RuleScope.Everything, Needs.WorkerLogs)
{
    private const int MaxPerHour = 4;
    private const int MaxPerDay = 9;

    // With this many recent reconnections within minutes, the connection is not usable.
    private const int MaxInMinutes = 5;
    private static readonly TimeSpan s_minutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_now = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override bool Applies(DiagnosisSnapshot snapshot) => snapshot.Connection.Agents.Count > 0;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot)
    {
        AgentFacts[] read = ConnectionView.Readable(snapshot, needsWorker: true);
        (string Pod, DateTime[] Times)[] unstable =
        [
            .. read
                .Select(agent => (agent.Pod, Times: (DateTime[])[.. agent.Reconnects.Where(time => snapshot.TakenAt.UtcDateTime - time <= s_day)]))
                .Where(each => each.Times.Length > MaxPerDay || IsDense(each.Times, MaxPerHour, s_hour)),
        ];
        if (unstable.Length == 0)
        {
            return [Observation.Passed(FindingCodes.ConnectionUnstable, $"The agent of {ConnectionView.Names(read.Select(agent => agent.Pod))} has a stable connection.")];
        }

        return ConnectionView.Observe(
            FindingCodes.ConnectionUnstable,
            unstable.Select(each => (each.Pod, $"log of {each.Pod}: reconnected {each.Times.Length} times between {each.Times[0]:u} and {each.Times[^1]:u}")),
            pods => $"The agent of {pods} repeatedly loses its connection.")
            .Select(observation => observation.LoweredTo(DiagnosisWords.Warning, when: !unstable.All(each => HasFrequentDrops(snapshot, each.Times))));
    }

    private static bool HasFrequentDrops(DiagnosisSnapshot snapshot, DateTime[] times) =>
        snapshot.TakenAt.UtcDateTime - times[^1] <= s_now && IsDense(times[^Math.Min(times.Length, MaxInMinutes + 1)..], MaxInMinutes, s_minutes);

    private static bool IsDense(DateTime[] times, int most, TimeSpan span)
    {
        for (int i = most; i < times.Length; i++)
        {
            if (times[i] - times[i - most] <= span)
            {
                return true;
            }
        }

        return false;
    }
}
