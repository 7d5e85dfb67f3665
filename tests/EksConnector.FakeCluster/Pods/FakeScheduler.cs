using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>Selects the node of a Pod: the one that its node affinity names, or the first one whose taints it tolerates.</summary>
/// <param name="store">The objects of the cluster.</param>
internal sealed class FakeScheduler(ObjectStore store)
{
    /// <summary>Selects a node.</summary>
    /// <param name="pod">The Pod.</param>
    /// <returns>The node, whether its kubelet runs Pods, and why no node is suitable; null if one is.</returns>
    public (string Node, bool IsReady, string? Unschedulable) Place(JsonObject pod)
    {
        IReadOnlyList<JsonObject> nodes = store.List("nodes");
        string? named = NameIn(pod);
        JsonObject[] matching = [.. nodes.Where(node => named is null || NameOf(node) == named)];
        if (matching.Length == 0)
        {
            return (string.Empty, false, $"0/{nodes.Count} nodes are available: {nodes.Count} node(s) didn't match Pod's node affinity.");
        }

        JsonObject? node = Array.Find(matching, node => Taints(node).All(taint => IsTolerated(pod, taint)));
        return node is null
            ? (string.Empty, false, $"0/{nodes.Count} nodes are available: {matching.Length} node(s) had taints that the pod didn't tolerate.")
            : (NameOf(node), IsReady(node), null);
    }

    private static string? NameIn(JsonObject pod) =>
        (string?)pod["spec"]?["affinity"]?["nodeAffinity"]?["requiredDuringSchedulingIgnoredDuringExecution"]?["nodeSelectorTerms"]?[0]?["matchFields"]?.AsArray()
            .FirstOrDefault(field => (string?)field!["key"] == "metadata.name")?["values"]?[0];

    private static string NameOf(JsonObject node) => (string)node["metadata"]!["name"]!;

    private static IEnumerable<JsonNode> Taints(JsonObject node) =>
        (node["spec"]?["taints"] as JsonArray ?? []).Select(taint => taint!).Where(taint => (string?)taint["effect"] is "NoSchedule" or "NoExecute");

    private static bool IsTolerated(JsonObject pod, JsonNode taint) => (pod["spec"]!["tolerations"] as JsonArray ?? []).Any(toleration =>
        ((string?)toleration!["key"] ?? string.Empty) is var key
        && (key.Length == 0 || key == (string?)taint["key"])
        && ((string?)toleration["operator"] == "Exists" || (string?)toleration["value"] == (string?)taint["value"])
        && ((string?)toleration["effect"] is null or "" || (string?)toleration["effect"] == (string?)taint["effect"]));

    private static bool IsReady(JsonObject node) => (node["status"]?["conditions"] as JsonArray ?? []).Any(condition =>
        (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "True");
}
