using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether a container was recently terminated because it ran out of memory.</summary>
internal sealed class OutOfMemoryRule() : PodRule(FindingCodes.ContainerOutOfMemory, "No container ran out of memory recently.")
{
    private const string Killed = "OOMKilled";
    private static readonly TimeSpan s_recently = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        foreach (WorkloadContainer container in pod.Containers)
        {
            if (container.NewestEnd is not { Reason: Killed } end || (container.IsReady && !(end.At > snapshot.TakenAt - s_recently)))
            {
                continue;
            }

            string text = $"{container.Name} of {pod.On} was terminated because it exceeded its memory limit or the node ran out of memory.";
            yield return Observation.Found(FindingCodes.ContainerOutOfMemory, container.IsReady ? $"{text} It is running again." : text).LoweredTo(DiagnosisWords.Warning, when: container.IsReady) with
            {
                Pod = pod.Name,
                Evidence = $"{pod.Name}, {container.Name}: {end}" + (end.At is { } at ? $" at {at.UtcDateTime:u}" : string.Empty),
                Fix = Describe(snapshot, pod),
            };
        }
    }
}
