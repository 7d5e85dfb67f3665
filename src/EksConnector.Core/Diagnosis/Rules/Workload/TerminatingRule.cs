using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether deleted Pods terminate. The StatefulSet does not create a replacement before.</summary>
internal sealed class TerminatingRule() : PodRule(FindingCodes.PodStuckTerminating, "No deleted Pod is still terminating.")
{
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        if (pod.GoneBy is { } end && snapshot.TakenAt - end >= s_gracePeriod)
        {
            yield return Observation.Found(FindingCodes.PodStuckTerminating, $"{pod.On} is still terminating. Its grace period ended at {end.UtcDateTime:u}.") with
            {
                Pod = pod.Name,
                Evidence = $"{pod.Name}: deletionTimestamp {end.UtcDateTime:u}" + (pod.Message is { } message ? $"; {message}" : string.Empty),
                RecommendedAction = "Repair the node that the Pod is on, because the node must confirm the deletion. Force the deletion of the Pod only if the node no longer exists and no finalizer blocks the deletion.",

                // A forced deletion only removes the object: on a node that recovers, the Pod continues to run, and it may have the only copy of a key.
                Fix = snapshot.Workload.NodeOf(pod) is { Ready: not "True" } && pod.Node is { } node
                    ? KubectlTarget.Command(snapshot.Kubectl, "describe", "node", Argument.Name(node))
                    : Kubectl(snapshot, "get", "pod", Argument.Name(pod.Name), "-o", "jsonpath={.metadata.finalizers}"),
            };
        }
    }
}
