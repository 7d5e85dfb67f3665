using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Completion;

/// <summary>Completes finding codes, with the meaning of each code as the tooltip.</summary>
public sealed class FindingCodeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        WildcardPattern pattern = WildcardPattern.Get((wordToComplete ?? string.Empty).Trim('\'', '"') + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return FindingCatalogue.All
            .Where(definition => pattern.IsMatch(definition.Code))
            .OrderBy(definition => definition.Code, StringComparer.Ordinal)
            .Select(definition => new CompletionResult(definition.Code, definition.Code, CompletionResultType.ParameterValue, definition.Meaning));
    }
}
