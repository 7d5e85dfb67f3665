using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Impersonation;

/// <summary>Resolves principals and clusters. An invalid ARN and a context that does not exist are reported once.</summary>
internal static class PrincipalSelection
{
    /// <summary>Resolves the principals of each cluster.</summary>
    /// <param name="clusters">All known clusters.</param>
    /// <param name="targets">The principals and their clusters.</param>
    /// <param name="caller">The ARN of the caller, for targets without a principal.</param>
    /// <param name="log">The log for warnings.</param>
    /// <param name="fail">The callback for failures.</param>
    public static IReadOnlyList<ClusterPrincipals> Select(
        IReadOnlyList<ClusterReference> clusters, IReadOnlyList<PrincipalTarget> targets, string? caller, IOperationLog log, Action<EksConnectorException> fail)
    {
        var principals = new Dictionary<string, PrincipalArn?>(StringComparer.Ordinal);
        var chosen = new Dictionary<(string Context, string? Namespace), (SelectedCluster Cluster, List<PrincipalArn> Principals, HashSet<string> Users)>();
        foreach (IGrouping<ClusterTarget, PrincipalTarget> group in targets.GroupBy(target => target.Target))
        {
            IReadOnlyList<SelectedCluster> selected = ClusterSelection.Select(clusters, [group.Key], fail);
            foreach (PrincipalTarget target in group)
            {
                if (Parse(target.PrincipalArn ?? caller) is not { } principal)
                {
                    continue;
                }

                foreach (SelectedCluster cluster in selected)
                {
                    (string, string?) key = (cluster.Cluster.Context, cluster.Namespace);
                    if (!chosen.TryGetValue(key, out (SelectedCluster Cluster, List<PrincipalArn> Principals, HashSet<string> Users) entry))
                    {
                        chosen.Add(key, entry = (cluster, [], new HashSet<string>(StringComparer.Ordinal)));
                    }

                    if (entry.Users.Add(principal.KubernetesUser))
                    {
                        entry.Principals.Add(principal);
                    }
                }
            }
        }

        return [.. chosen.Values.Select(entry => new ClusterPrincipals(entry.Cluster, entry.Principals))];

        PrincipalArn? Parse(string? text)
        {
            text ??= string.Empty;
            if (principals.TryGetValue(text, out PrincipalArn? known))
            {
                return known;
            }

            PrincipalArn? principal = null;
            try
            {
                principal = PrincipalArn.Parse(text);
                foreach (string warning in principal.Warnings())
                {
                    log.Warn(warning);
                }
            }
            catch (EksConnectorException exception)
            {
                fail(exception);
            }

            principals.Add(text, principal);
            return principal;
        }
    }
}
