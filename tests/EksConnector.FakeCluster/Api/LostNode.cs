using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>Knows the nodes that the API server cannot reach.</summary>
internal static class LostNode
{
    /// <summary>The address where nobody answers; null where the node is well.</summary>
    public static string? AddressOf(ClusterState cluster, string node)
    {
        if (!cluster.Store.Current.Objects.TryGetValue(new ObjectKey("nodes", string.Empty, node), out StoredObject? found))
        {
            return null;
        }

        bool lost = (found.Json["status"]?["conditions"] as JsonArray ?? []).Any(condition =>
            (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "Unknown");
        return lost ? (string?)found.Json["status"]?["addresses"]?[0]?["address"] : null;
    }
}
