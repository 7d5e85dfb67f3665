using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether a node evicted a Pod that has not been replaced yet.</summary>
internal sealed class EvictionRule() : PodRule(FindingCodes.PodEvicted, "No Pod is evicted.")
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        if (pod is { Reason: "Evicted", GoneBy: null })
        {
            yield return Observation.Found(FindingCodes.PodEvicted, $"{pod.On} was evicted and has not been replaced yet.") with
            {
                Pod = pod.Name,
                Evidence = $"{pod.Name}: {pod.Message ?? pod.Reason}",
                Fix = pod.Node is { } node ? KubectlTarget.Command(snapshot.Kubectl, "describe", "node", Argument.Name(node)) : null,
            };
        }
    }
}
