using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EksConnector.Completion;

/// <summary>Returns no completions for values that cannot be completed. Without a completer, PowerShell would suggest file names.</summary>
public sealed class EmptyCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionSource.Results(wordToComplete, []);
}
