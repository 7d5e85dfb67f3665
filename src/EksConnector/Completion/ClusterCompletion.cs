using System.Collections;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Loading;

namespace EksConnector.Completion;

/// <summary>Completes values from the clusters on the command line, if they respond quickly.</summary>
internal static class ClusterCompletion
{
    /// <summary>Returns all clusters of the kubeconfig on the command line, without network requests. Loading the adapter is not limited.</summary>
    public static IReadOnlyList<ClusterReference> Clusters(ConnectionSource source)
    {
        IKubernetesGateway gateway = RunspaceServices.Current.Kubernetes;
        return CompletionSource.RunWithTimeout(CompletionTimeout.KubeConfig, _ => Task.Run(() => gateway.FindClusters(source, new CompletionLog())), []);
    }

    /// <summary>Returns the names of objects in the first cluster on the command line.</summary>
    public static string[] Names<T>(IDictionary bound, ResourceType<T> type, string? @namespace, ListOptions options)
        where T : IKubernetesObject
    {
        IReadOnlyList<ClusterReference> clusters = Clusters(CompletionSource.From(bound));
        ClusterTarget[] targets = CompletionSource.Texts(bound, "Context").Select(context => new ClusterTarget(context, null)).ToArray();
        IKubernetesGateway gateway = RunspaceServices.Current.Kubernetes;
        return clusters.Count == 0 ? [] : CompletionSource.RunWithTimeout(CompletionTimeout.ApiServer, token => Task.Run(() => ReadAsync(token), token), []);

        async Task<string[]> ReadAsync(CancellationToken cancellationToken)
        {
            IReadOnlyList<SelectedCluster> chosen = ClusterSelection.Select(clusters, targets, _ => { });
            if (chosen.Count == 0)
            {
                return [];
            }

            using IKubernetesClient client = gateway.Connect(chosen[0].Cluster, CompletionTimeout.Maximum, new CompletionLog());
            ResourceList<T> list = await client.ListAsync(type, @namespace, options, cancellationToken).ConfigureAwait(false);
            return (list.Items ?? []).Select(item => item.Metadata?.Name).OfType<string>().ToArray();
        }
    }
}
