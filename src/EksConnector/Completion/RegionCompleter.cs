using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Aws;

namespace EksConnector.Completion;

/// <summary>Completes AWS Regions from a built-in list. You can also type a Region that is not in the list.</summary>
public sealed class RegionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionSource.Results(wordToComplete, AwsRegions.All.Select(region => (region.Name, $"{region.Name}: {region.Place}")));
}
