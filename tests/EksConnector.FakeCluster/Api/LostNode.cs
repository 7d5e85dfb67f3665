using System.Text.Json.Nodes;

namespace EksConnector.FakeCluster;

/// <summary>Finds nodes that the API server cannot reach.</summary>
internal static class LostNode
{
    /// <summary>The address of the node if it is unreachable; null if the node responds.</summary>
    public static string? AddressOf(ClusterState cluster, string node)
    {
        if (!cluster.Store.Current.Objects.TryGetValue(new ObjectKey("nodes", string.Empty, node), out StoredObject? found))
        {
            return null;
        }

        bool isLost = (found.Json["status"]?["conditions"] as JsonArray ?? []).Any(condition =>
            (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "Unknown");
        return isLost ? (string?)found.Json["status"]?["addresses"]?[0]?["address"] : null;
    }
}
