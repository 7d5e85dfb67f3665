using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EksConnector.Completion;

/// <summary>Completes a value that nobody can guess to itself: without a completer, PowerShell would offer file names.</summary>
public sealed class NothingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionSource.Results(wordToComplete, []);
}
