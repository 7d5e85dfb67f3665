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
        string[] contexts = CompletionSource.Texts(fakeBoundParameters, "Context");
        IKubernetesGateway gateway = RunspaceServices.Current.Kubernetes;
        string[] names = CompletionSource.InTime(token => Task.Run(() => ReadAsync(gateway, source, contexts, token), token), []);
        return CompletionSource.Results(wordToComplete, names.Select(name => (name, $"namespace {name}")));
    }

    private static async Task<string[]> ReadAsync(
        IKubernetesGateway gateway, ConnectionSource source, string[] contexts, CancellationToken cancellationToken)
    {
        var log = new CompletionLog();
        IReadOnlyList<ClusterReference> chosen = ClusterSelection.Select(gateway.FindClusters(source, log), contexts, _ => { });
        if (chosen.Count == 0)
        {
            return [];
        }

        using IKubernetesClient client = gateway.Connect(chosen[0], CompletionSource.Limit, log);
        ResourceList<NamespaceObject> namespaces = await client.ListAsync(
            ResourceTypes.Namespaces, @namespace: null, new ListOptions(), cancellationToken).ConfigureAwait(false);
        return (namespaces.Items ?? []).Select(item => item.Metadata?.Name).OfType<string>().ToArray();
    }
}
