using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Completion;

/// <summary>Completes the connector's Pods of the cluster on the command line, if it responds quickly.</summary>
public sealed class PodCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string @namespace = CompletionSource.Texts(fakeBoundParameters, "Namespace").FirstOrDefault() ?? ConnectorNames.Namespace;
        string[] names = ClusterCompletion.Names(fakeBoundParameters, ResourceTypes.Pods, @namespace, new ListOptions(ConnectorNames.PodSelector));
        return CompletionSource.Results(wordToComplete, names.Select(name => (name, $"Pod {name} in namespace {@namespace}")));
    }
}
