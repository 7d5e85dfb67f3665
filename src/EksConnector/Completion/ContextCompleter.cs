using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Kubernetes;
using EksConnector.Loading;

namespace EksConnector.Completion;

/// <summary>Completes context names from the kubeconfig that the command line names; no network is asked.</summary>
public sealed class ContextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ConnectionSource source = CompletionSource.From(fakeBoundParameters);
        IKubernetesGateway gateway = RunspaceServices.Current.Kubernetes;
        IReadOnlyList<ClusterReference> clusters = CompletionSource.InTime(TabLimit.KubeConfig, _ => Task.Run(() => gateway.FindClusters(source, new CompletionLog())), []);
        return CompletionSource.Results(wordToComplete, clusters.Select(cluster => (cluster.Context, $"{cluster.Context}: {cluster.Server}")));
    }
}
