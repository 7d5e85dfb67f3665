using EksConnector.Tests;
using EksConnector.Tests.Integration;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("EksConnector.Tests." + nameof(LongestFirst), "EksConnector.Tests")]

namespace EksConnector.Tests;

/// <summary>Begins with the groups that wait for the real cluster, so that the others run beside them and not before.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>Orders the collections.</summary>
    /// <param name="testCollections">The collections of the assembly.</param>
    /// <returns>The collections, those of the real cluster first.</returns>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName is RealClusterGroup.Name or MadeSituationGroup.Name ? 0 : 1);
}
