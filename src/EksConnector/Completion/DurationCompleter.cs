using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace EksConnector.Completion;

/// <summary>Completes durations with examples of the syntax.</summary>
public sealed class DurationCompleter : IArgumentCompleter
{
    private static readonly (string Value, string ToolTip)[] s_examples =
    [
        ("30s", "30 seconds"),
        ("5m", "5 minutes"),
        ("15m", "15 minutes"),
        ("1h", "1 hour"),
        ("12h", "12 hours"),
        ("3d", "3 days"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        s_examples
            .Where(example => example.Value.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(example => new CompletionResult(example.Value, example.Value, CompletionResultType.ParameterValue, example.ToolTip));
}
