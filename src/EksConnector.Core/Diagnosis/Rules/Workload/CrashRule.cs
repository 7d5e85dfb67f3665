using System.Globalization;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether a container exits repeatedly. Other rules check its log.</summary>
/// <param name="code">The code of the condition.</param>
/// <param name="name">The name of the container.</param>
internal sealed class CrashRule(string code, string name) : PodRule(code, $"{name} does not exit repeatedly.")
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        WorkloadContainer? container = pod.Containers.FirstOrDefault(candidate => candidate.Name == name);
        if (container is null || pod.GoneBy is not null || pod.Reason is not null || !IsCrashing(container, snapshot.TakenAt))
        {
            yield break;
        }

        string how = container.NewestEnd is { } end ? $"the last run ended with {end}" : container.WaitingMessage ?? "CrashLoopBackOff";
        yield return Observation.Found(Code, $"{name} of {pod.On} exits repeatedly: {container.Restarts.ToString(CultureInfo.InvariantCulture)} restarts.") with
        {
            Pod = pod.Name,
            Evidence = $"{pod.Name}, {name}: {how}",
            Fix = Kubectl(snapshot, "logs", Argument.Name(pod.Name), "-c", Argument.Label(name), "--previous"),
        };
    }

    private static bool IsCrashing(WorkloadContainer container, DateTimeOffset now)
    {
        if (container.WaitingReason == "CrashLoopBackOff" || container.Ended is { ExitCode: not 0 })
        {
            return true;
        }

        return CrashLoop.IsLikely(container.Restarts, CrashLoop.Restarts, container.LastEnd?.ExitCode, container.LastEnd?.At, now);
    }
}
