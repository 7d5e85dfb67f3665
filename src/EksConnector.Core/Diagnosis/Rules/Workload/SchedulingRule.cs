using System.Text.Json.Nodes;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Core.Diagnosis.Rules.Workload;

/// <summary>Checks whether every Pod is scheduled. The scheduler reports the number of unsuitable nodes; the nodes show which.</summary>
internal sealed class SchedulingRule() : PodRule(FindingCodes.PodUnschedulable, "Every Pod is scheduled.")
{
    // The prefix of taints that the control plane adds for node conditions.
    private const string OfCondition = "node.kubernetes.io/";

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Evaluate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        // If no node has a supported platform, ArchitectureRule reports it.
        if (pod.Unschedulable is not { } message || Platforms.HasNone(snapshot.Workload))
        {
            yield break;
        }

        string code = SymptomTable.Events.CodeOf(message) is FindingCodes.PodUntolerated or FindingCodes.PodLacksResources
            ? SymptomTable.Events.CodeOf(message)!
            : FindingCodes.PodUnschedulable;
        string nodes = string.Join("; ", pod.Obstacles.Where(obstacle => obstacle.Reasons.Count > 0).Select(obstacle => obstacle.ToString()));
        yield return Observation.Found(code, $"{pod.Name} cannot be scheduled: {FindingCatalogue.Row(code).Phrase}.") with
        {
            Pod = pod.Name,
            Evidence = $"{pod.Name}, PodScheduled: {message}" + (nodes.Length > 0 ? $" Nodes: {nodes}" : string.Empty),
            RecommendedAction = code == FindingCodes.PodUntolerated && IsOfCondition(pod)
                ? "Repair the nodes that the evidence lists. Kubernetes sets these taints because of the nodes' conditions, and removes them when the conditions are resolved."
                : null,
            Fix = code == FindingCodes.PodUntolerated ? Tolerate(snapshot, pod) ?? Describe(snapshot, pod) : Describe(snapshot, pod),
        };
    }

    private static bool IsOfCondition(PodFacts pod)
    {
        NodeTaint[] taints = [.. pod.Obstacles.SelectMany(obstacle => obstacle.Taints)];
        return taints.Length > 0 && taints.All(taint => taint.Key.StartsWith(OfCondition, StringComparison.Ordinal));
    }

    // Finds a node for which one taint is the only reason. The connector's StatefulSet already has a list of tolerations.
    private static FixCommand? Tolerate(DiagnosisSnapshot snapshot, PodFacts pod)
    {
        NodeTaint? taint = pod.Obstacles.FirstOrDefault(obstacle => obstacle is { Reasons.Count: 1, Taints.Count: 1 })?.Taints[0];
        if (taint is null || taint.Key.StartsWith(OfCondition, StringComparison.Ordinal) || !IsWord(taint.Key) || !IsWord(taint.Value) || !IsWord(taint.Effect))
        {
            return null;
        }

        var toleration = new JsonObject { ["key"] = taint.Key, ["operator"] = taint.Value.Length == 0 ? "Exists" : "Equal" };
        if (taint.Value.Length > 0)
        {
            toleration.Add("value", taint.Value);
        }

        toleration.Add("effect", taint.Effect);
        return Patch(
            snapshot,
            pod,
            "--type=json",
            "-p",
            CommandJson.Text(new JsonArray(CommandJson.Operation("add", "/spec/template/spec/tolerations/-", toleration))));
    }

    private static bool IsWord(string text) => text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '/' or '-' or '_');
}
