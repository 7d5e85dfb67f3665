using Xunit.Abstractions;

namespace EksConnector.PowerShell.Tests;

/// <summary>Starts the run of Pester before the other tests, which fit beside it; at the end it would run alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName.Contains(nameof(CmdletTests), StringComparison.Ordinal));
}
