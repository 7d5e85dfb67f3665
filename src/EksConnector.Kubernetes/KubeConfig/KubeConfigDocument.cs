namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>The content of one kubeconfig file or of several merged files.</summary>
internal sealed class KubeConfigDocument
{
    public string? CurrentContext { get; set; }

    /// <summary>The contexts, in the order of the files.</summary>
    public List<ContextEntry> Contexts { get; } = [];

    public Dictionary<string, ClusterEntry> Clusters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, UserEntry> Users { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Merges a later file by the rules of client-go: for each name, the entry in the first file wins as a whole, and the first
    /// current-context that is not empty is used.
    /// </summary>
    /// <param name="later">The later file.</param>
    public void Merge(KubeConfigDocument later)
    {
        CurrentContext ??= later.CurrentContext;
        var known = new HashSet<string>(Contexts.Count + later.Contexts.Count, StringComparer.Ordinal);
        foreach (ContextEntry context in Contexts)
        {
            known.Add(context.Name);
        }

        foreach (ContextEntry context in later.Contexts)
        {
            if (known.Add(context.Name))
            {
                Contexts.Add(context);
            }
        }

        foreach (KeyValuePair<string, ClusterEntry> cluster in later.Clusters)
        {
            Clusters.TryAdd(cluster.Key, cluster.Value);
        }

        foreach (KeyValuePair<string, UserEntry> user in later.Users)
        {
            Users.TryAdd(user.Key, user.Value);
        }
    }
}
