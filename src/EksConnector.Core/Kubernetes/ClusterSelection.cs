using EksConnector.Core.Operations;

namespace EksConnector.Core.Kubernetes;

/// <summary>Chooses the clusters that are meant by the names and patterns that the user gave.</summary>
public static class ClusterSelection
{
    /// <summary>Chooses clusters, each once, in the order of the patterns. A name that fits to the letter is never a pattern.</summary>
    /// <param name="clusters">All that there are.</param>
    /// <param name="patterns">Context names or wildcard patterns; none for the current context.</param>
    /// <param name="fail">Told of each name that nothing fits.</param>
    /// <returns>The clusters.</returns>
    public static IReadOnlyList<ClusterReference> Select(
        IReadOnlyList<ClusterReference> clusters, IReadOnlyList<string> patterns, Action<EksConnectorException> fail)
    {
        if (patterns.Count == 0)
        {
            if (clusters.FirstOrDefault(cluster => cluster.IsCurrent) is { } current)
            {
                return [current];
            }

            fail(NotFound("The kubeconfig has no current context.", clusters, target: null));
            return [];
        }

        var chosen = new List<ClusterReference>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pattern in patterns)
        {
            ClusterReference[] matches = Match(clusters, pattern);
            if (matches.Length == 0)
            {
                fail(NotFound($"No context is called '{pattern}'.", clusters, pattern));
            }

            chosen.AddRange(matches.Where(match => seen.Add(match.Context)));
        }

        return chosen;
    }

    /// <summary>Warns where several contexts lead to the same API server: what is there is then told more than once.</summary>
    /// <param name="clusters">The chosen clusters.</param>
    /// <param name="log">Where the warning goes.</param>
    public static void WarnOfTwins(IReadOnlyList<ClusterReference> clusters, IOperationLog log)
    {
        foreach (IGrouping<string?, ClusterReference> twins in clusters.GroupBy(cluster => cluster.Server?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
        {
            if (twins.Key is not null && twins.Skip(1).Any())
            {
                log.Warn($"The contexts {string.Join(", ", twins.Select(twin => twin.Context))} are the same cluster ({twins.Key}).");
            }
        }
    }

    private static ClusterReference[] Match(IReadOnlyList<ClusterReference> clusters, string pattern)
    {
        ClusterReference? literal = clusters.FirstOrDefault(cluster => cluster.Context == pattern)
            ?? clusters.FirstOrDefault(cluster => string.Equals(cluster.Context, pattern, StringComparison.OrdinalIgnoreCase));
        if (literal is not null)
        {
            return [literal];
        }

        var wildcard = new WildcardPattern(pattern);
        return clusters.Where(cluster => wildcard.IsMatch(cluster.Context)).ToArray();
    }

    private static EksConnectorException NotFound(string message, IReadOnlyList<ClusterReference> clusters, string? target)
    {
        const int named = 10;
        string known = clusters.Count == 0
            ? "the kubeconfig has no context"
            : "there are: " + string.Join(", ", clusters.Take(named).Select(cluster => cluster.Context))
                + (clusters.Count > named ? $" and {clusters.Count - named} more" : string.Empty);
        return new EksConnectorException(
            ErrorIds.ContextNotFound,
            FailureCategory.ObjectNotFound,
            message,
            $"Give a context with -Context ({known}), or another kubeconfig with -KubeConfigPath.")
        {
            Target = target,
        };
    }
}
