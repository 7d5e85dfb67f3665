using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Completion;

/// <summary>Completes context names from the kubeconfig that the command line names; no network is asked.</summary>
public sealed class ContextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IReadOnlyList<ClusterReference> clusters = ClusterCompletion.Clusters(CompletionSource.From(fakeBoundParameters));
        return CompletionSource.Results(wordToComplete, clusters.Select(cluster => (cluster.Context, $"{cluster.Context}: {cluster.Server}")));
    }
}
