using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Does a pod that is being deleted go? The StatefulSet makes no other before it has.</summary>
internal sealed class TerminatingRule() : PodRule(FindingCodes.PodStuckTerminating, "No pod should have been gone by now.")
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        if (pod.GoneBy is { } gone && snapshot.TakenAt - gone >= s_patience)
        {
            yield return Observation.Found(FindingCodes.PodStuckTerminating, $"{pod.On} should have been gone at {gone.UtcDateTime:u}.") with
            {
                Pod = pod.Name,
                Evidence = $"{pod.Name}: deletionTimestamp {gone.UtcDateTime:u}" + (pod.Message is { } message ? $"; {message}" : string.Empty),
                RecommendedAction = "See to the node that it is on: it has to say that the pod is gone. Only where that node is gone for good, and no finalizer holds the pod, delete the pod by force.",

                // By force it is gone for Kubernetes alone: on a node that comes back it goes on running, and may have the only copy of a key.
                Fix = snapshot.Workload.NodeOf(pod) is { Ready: not "True" } && pod.Node is { } node
                    ? KubectlTarget.Command(snapshot.Kubectl, "describe", "node", Argument.Name(node))
                    : Kubectl(snapshot, "get", "pod", Argument.Name(pod.Name), "-o", "jsonpath={.metadata.finalizers}"),
            };
        }
    }
}
