using EksConnector.Core.Operations;

namespace EksConnector.Core.Kubernetes;

/// <summary>Chooses the clusters that are meant by the names and patterns that the user gave.</summary>
public static class ClusterSelection
{
    /// <summary>Chooses clusters, each once, in the order of the targets. A name that fits to the letter is never a pattern.</summary>
    /// <param name="clusters">All that there are.</param>
    /// <param name="targets">What the user named; none for the current context.</param>
    /// <param name="fail">Told of each target that nothing fits.</param>
    /// <returns>The clusters.</returns>
    public static IReadOnlyList<ChosenCluster> Select(
        IReadOnlyList<ClusterReference> clusters, IReadOnlyList<ClusterTarget> targets, Action<EksConnectorException> fail)
    {
        var chosen = new List<ChosenCluster>();
        var seen = new HashSet<(string Context, string? Namespace)>();
        foreach (ClusterTarget target in targets.Count == 0 ? [new ClusterTarget(null, null)] : targets)
        {
            try
            {
                KubernetesName.EnsureNamespace(target.Namespace);
                chosen.AddRange(Match(clusters, target.Context)
                    .Where(match => seen.Add((match.Context, target.Namespace)))
                    .Select(match => new ChosenCluster(match, target.Namespace)));
            }
            catch (EksConnectorException exception)
            {
                fail(exception);
            }
        }

        return chosen;
    }

    /// <summary>Warns where several contexts lead to the same API server: what is there is then told more than once.</summary>
    /// <param name="clusters">The chosen clusters.</param>
    /// <param name="log">Where the warning goes.</param>
    public static void WarnOfTwins(IReadOnlyList<ChosenCluster> clusters, IOperationLog log)
    {
        IEnumerable<ClusterReference> distinct = clusters.Select(chosen => chosen.Cluster).Distinct();
        foreach (IGrouping<string?, ClusterReference> twins in distinct.GroupBy(cluster => cluster.Server?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
        {
            if (twins.Key is not null && twins.Skip(1).Any())
            {
                log.Warn($"The contexts {string.Join(", ", twins.Select(twin => twin.Context))} are the same cluster ({twins.Key}).");
            }
        }
    }

    private static ClusterReference[] Match(IReadOnlyList<ClusterReference> clusters, string? pattern)
    {
        ClusterReference? literal = pattern is null
            ? clusters.FirstOrDefault(cluster => cluster.IsCurrent)
            : clusters.FirstOrDefault(cluster => cluster.Context == pattern)
                ?? clusters.FirstOrDefault(cluster => string.Equals(cluster.Context, pattern, StringComparison.OrdinalIgnoreCase));
        if (literal is not null)
        {
            return [literal];
        }

        if (pattern is null)
        {
            throw NotFound("The kubeconfig has no current context.", clusters, target: null);
        }

        var wildcard = new WildcardPattern(pattern);
        ClusterReference[] matches = clusters.Where(cluster => wildcard.IsMatch(cluster.Context)).ToArray();
        return matches.Length > 0 ? matches : throw NotFound($"No context is named '{pattern}'.", clusters, pattern);
    }

    private static EksConnectorException NotFound(string message, IReadOnlyList<ClusterReference> clusters, string? target)
    {
        const int named = 10;
        string known = clusters.Count == 0
            ? "the kubeconfig has no context"
            : "available: " + string.Join(", ", clusters.Take(named).Select(cluster => cluster.Context))
                + (clusters.Count > named ? $" and {clusters.Count - named} more" : string.Empty);
        return new EksConnectorException(
            ErrorIds.ContextNotFound,
            FailureCategory.ObjectNotFound,
            message,
            $"Specify a context with -Context ({known}), or another kubeconfig.")
        {
            Target = target,
        };
    }
}
