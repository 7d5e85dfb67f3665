using Xunit.Abstractions;

namespace EksConnector.PowerShell.Tests;

/// <summary>Starts the run of Pester first, so that the other tests run in parallel with it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName.Contains(nameof(CmdletTests), StringComparison.Ordinal));
}
