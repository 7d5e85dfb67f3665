using System.Collections;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Loading;

namespace EksConnector.Completion;

/// <summary>Lists names of objects in the cluster that the command line names, when it answers at once.</summary>
internal static class ClusterCompletion
{
    public static string[] Names<T>(IDictionary bound, ResourceType<T> type, string? @namespace, ListOptions options)
        where T : IKubernetesObject
    {
        ConnectionSource source = CompletionSource.From(bound);
        ClusterTarget[] targets = CompletionSource.Texts(bound, "Context").Select(context => new ClusterTarget(context, null)).ToArray();
        IKubernetesGateway gateway = RunspaceServices.Current.Kubernetes;
        return CompletionSource.InTime(TabLimit.Kubernetes, token => Task.Run(() => ReadAsync(token), token), []);

        async Task<string[]> ReadAsync(CancellationToken cancellationToken)
        {
            var log = new CompletionLog();
            IReadOnlyList<ChosenCluster> chosen = ClusterSelection.Select(gateway.FindClusters(source, log), targets, _ => { });
            if (chosen.Count == 0)
            {
                return [];
            }

            using IKubernetesClient client = gateway.Connect(chosen[0].Cluster, TabLimit.Longest, log);
            ResourceList<T> list = await client.ListAsync(type, @namespace, options, cancellationToken).ConfigureAwait(false);
            return (list.Items ?? []).Select(item => item.Metadata?.Name).OfType<string>().ToArray();
        }
    }
}
