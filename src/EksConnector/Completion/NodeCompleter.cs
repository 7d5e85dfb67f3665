using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Completion;

/// <summary>Completes nodes of the cluster on the command line, if it responds quickly.</summary>
public sealed class NodeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string[] names = ClusterCompletion.Names(fakeBoundParameters, ResourceTypes.Nodes, @namespace: null, new ListOptions());
        return CompletionSource.Results(wordToComplete, names.Select(name => (name, $"node {name}")));
    }
}
