namespace EksConnector.Tests.Integration;

/// <summary>Tests that change namespaces of their own in the real cluster, beside the suites that share theirs.</summary>
[CollectionDefinition(Name)]
public sealed class MadeSituationGroup : ICollectionFixture<RealTestCluster>
{
    /// <summary>The group's name.</summary>
    public const string Name = "Real cluster, own namespaces";
}
