using EksConnector.Core.Operations;

namespace EksConnector.Core.Kubernetes;

/// <summary>Selects clusters by the names and patterns that the user specified.</summary>
public static class ClusterSelection
{
    /// <summary>Selects distinct clusters in the order of the targets. An exact match of the name takes precedence over a pattern.</summary>
    /// <param name="clusters">All available clusters.</param>
    /// <param name="targets">The targets that the user specified; empty for the current context.</param>
    /// <param name="fail">The callback for the error of each target without a match.</param>
    /// <returns>The selected clusters.</returns>
    public static IReadOnlyList<SelectedCluster> Select(
        IReadOnlyList<ClusterReference> clusters, IReadOnlyList<ClusterTarget> targets, Action<EksConnectorException> fail)
    {
        var chosen = new List<SelectedCluster>();
        var seen = new HashSet<(string Context, string? Namespace)>();
        foreach (ClusterTarget target in targets.Count == 0 ? [new ClusterTarget(null, null)] : targets)
        {
            try
            {
                KubernetesName.EnsureNamespace(target.Namespace);
                chosen.AddRange(Match(clusters, target.Context)
                    .Where(match => seen.Add((match.Context, target.Namespace)))
                    .Select(match => new SelectedCluster(match, target.Namespace)));
            }
            catch (EksConnectorException exception)
            {
                fail(exception);
            }
        }

        return chosen;
    }

    /// <summary>Writes a warning if several contexts use the same API server, because its results are then returned more than once.</summary>
    /// <param name="clusters">The selected clusters.</param>
    /// <param name="log">The log for the warning.</param>
    public static void WarnAboutDuplicates(IReadOnlyList<SelectedCluster> clusters, IOperationLog log)
    {
        IEnumerable<ClusterReference> distinct = clusters.Select(chosen => chosen.Cluster).Distinct();
        foreach (IGrouping<string?, ClusterReference> duplicates in distinct.GroupBy(cluster => cluster.Server?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
        {
            if (duplicates.Key is not null && duplicates.Skip(1).Any())
            {
                log.Warn($"The contexts {string.Join(", ", duplicates.Select(duplicate => duplicate.Context))} are the same cluster ({duplicates.Key}).");
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
