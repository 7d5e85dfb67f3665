namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>All clusters that a source names, as they were when it was read.</summary>
/// <param name="Clusters">The contexts in the order of the files.</param>
/// <param name="CurrentContext">The current context; it may be null, or name one that is not there.</param>
/// <param name="FreshnessKey">A text that is different once the source has changed; it holds no secret.</param>
internal sealed record KubeConfigSnapshot(IReadOnlyList<ResolvedCluster> Clusters, string? CurrentContext, string FreshnessKey)
{
    /// <summary>Finds a context by its exact name.</summary>
    /// <param name="context">The name.</param>
    /// <returns>The cluster, or null.</returns>
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
