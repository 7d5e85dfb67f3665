namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>All clusters of a source at the time it was read.</summary>
/// <param name="Clusters">The contexts, in the order of the files.</param>
/// <param name="CurrentContext">The current context; null for none. The context may not exist.</param>
/// <param name="FreshnessKey">A text that changes when the source changes; contains no secrets.</param>
internal sealed record KubeConfigSnapshot(IReadOnlyList<ResolvedCluster> Clusters, string? CurrentContext, string FreshnessKey)
{
    /// <summary>Finds a context by its exact name.</summary>
    /// <param name="context">The name.</param>
    /// <returns>The cluster; null if it does not exist.</returns>
    public ResolvedCluster? Find(string context)
    {
        foreach (ResolvedCluster cluster in Clusters)
        {
            if (string.Equals(cluster.Context, context, StringComparison.Ordinal))
            {
                return cluster;
            }
        }

        return null;
    }

    public override string ToString() => $"{Clusters.Count} contexts, current {CurrentContext ?? "none"}";
}
