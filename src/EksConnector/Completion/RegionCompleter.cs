using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using EksConnector.Core.Aws;

namespace EksConnector.Completion;

/// <summary>Completes AWS regions from the table that the module knows; a region that is not in it can be typed all the same.</summary>
public sealed class RegionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionSource.Results(wordToComplete, AwsRegions.All.Select(region => (region.Name, $"{region.Name}: {region.Place}")));
}
