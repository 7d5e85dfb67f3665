using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Completion;

/// <summary>Completes context names from the kubeconfig on the command line, without network requests.</summary>
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
