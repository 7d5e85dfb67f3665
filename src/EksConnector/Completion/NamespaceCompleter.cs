using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Loading;

namespace EksConnector.Completion;

/// <summary>Completes namespaces from the cluster that the command line names, when it answers at once.</summary>
public sealed class NamespaceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ConnectionSource source = CompletionSource.From(fakeBoundParameters);
        ClusterTarget[] targets = CompletionSource.Texts(fakeBoundParameters, "Context").Select(context => new ClusterTarget(context, null)).ToArray();
        IKubernetesGateway gateway = RunspaceServices.Current.Kubernetes;
        string[] names = CompletionSource.InTime(token => Task.Run(() => ReadAsync(gateway, source, targets, token), token), []);
        return CompletionSource.Results(wordToComplete, names.Select(name => (name, $"namespace {name}")));
    }

    private static async Task<string[]> ReadAsync(
        IKubernetesGateway gateway, ConnectionSource source, ClusterTarget[] targets, CancellationToken cancellationToken)
    {
        var log = new CompletionLog();
        IReadOnlyList<ChosenCluster> chosen = ClusterSelection.Select(gateway.FindClusters(source, log), targets, _ => { });
        if (chosen.Count == 0)
        {
            return [];
        }

        using IKubernetesClient client = gateway.Connect(chosen[0].Cluster, CompletionSource.Limit, log);
        ResourceList<NamespaceObject> namespaces = await client.ListAsync(
            ResourceTypes.Namespaces, @namespace: null, new ListOptions(), cancellationToken).ConfigureAwait(false);
        return (namespaces.Items ?? []).Select(item => item.Metadata?.Name).OfType<string>().ToArray();
    }
}
