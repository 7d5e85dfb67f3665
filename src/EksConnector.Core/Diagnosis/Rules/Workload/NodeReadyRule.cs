using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether the nodes of the Pods are ready.</summary>
internal sealed class NodeReadyRule() : PodRule(
    FindingCodes.NodeNotReady,
    "The nodes of the Pods are ready.",
    snapshot => snapshot.Pods.Any(pod => pod.Node is not null) ? snapshot.Workload.NodesUnread : null)
{
    private const string Lost = "NodeLost";

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        WorkloadNode? node = snapshot.Workload.NodeOf(pod);
        if (node is null or { Ready: "True" } && pod.Reason != Lost)
        {
            yield break;
        }

        string state = node is null or { Ready: "True" } ? "is lost" : node.Ready == "Unknown" ? "is not responding" : "is not ready";
        yield return Observation.Found(FindingCodes.NodeNotReady, $"Node {pod.Node}, which runs {pod.Name}, {state}.") with
        {
            Pod = pod.Name,
            Evidence = node is null
                ? $"{pod.Name}: {pod.Message ?? Lost}"
                : $"node {node.Name}: Ready is {node.Ready}{(node.ReadySince is { } since ? $" since {since.UtcDateTime:u}" : string.Empty)}{(node.ReadyMessage is { } message ? $" ({message})" : string.Empty)}",
            Fix = pod.Node is { } name ? KubectlTarget.Command(snapshot.Kubectl, "describe", "node", Argument.Name(name)) : null,
        };
    }
}
