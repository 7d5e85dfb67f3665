using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Completion;

/// <summary>Completes the names of the connector's containers from a fixed list.</summary>
public sealed class ContainerCompleter : IArgumentCompleter
{
    private static readonly (string Name, string ToolTip)[] s_containers =
    [
        (ConnectorNames.InitContainer, "registers the cluster once, when the Pod starts"),
        (ConnectorNames.AgentContainer, "the SSM Agent, which maintains the connection to AWS"),
        (ConnectorNames.ProxyContainer, "forwards requests from AWS to the API server"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionSource.Results(wordToComplete, s_containers) is var full && full.Any()
            ? full
            : CompletionSource.Results(wordToComplete, s_containers.Select(container => (container.Name["connector-".Length..], container.ToolTip)));
}
