using EksConnector.Tests;
using EksConnector.Tests.Hostile;
using EksConnector.Tests.Integration;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("EksConnector.Tests." + nameof(LongestFirst), "EksConnector.Tests")]

namespace EksConnector.Tests;

/// <summary>Starts the tests that take longest first, which are those of the real cluster, so that the others run in parallel with them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>Orders the collections.</summary>
    /// <param name="testCollections">The collections of the assembly.</param>
    /// <returns>The collections, with those that take longest first.</returns>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName is RealClusterGroup.Name or MadeSituationGroup.Name ? 0
            : collection.DisplayName.EndsWith(nameof(HostileAnswerTests), StringComparison.Ordinal) ? 1 : 2);
}
