using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Completion;

/// <summary>Completes the connector's pods from the cluster that the command line names, when it answers at once.</summary>
public sealed class PodCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string @namespace = CompletionSource.Texts(fakeBoundParameters, "Namespace").FirstOrDefault() ?? ConnectorNames.Namespace;
        string[] names = ClusterCompletion.Names(fakeBoundParameters, ResourceTypes.Pods, @namespace, new ListOptions(ConnectorNames.PodSelector));
        return CompletionSource.Results(wordToComplete, names.Select(name => (name, $"pod {name} in namespace {@namespace}")));
    }
}
