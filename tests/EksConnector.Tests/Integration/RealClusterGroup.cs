namespace EksConnector.Tests.Integration;

/// <summary>The suites that share a real cluster, and the scenarios that it has been put into.</summary>
[CollectionDefinition(Name)]
public sealed class RealClusterGroup : ICollectionFixture<RealTestCluster>
{
    /// <summary>The group's name.</summary>
    public const string Name = "Real cluster";
}
