using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Endpoints;

/// <summary>Tests whose connectors in the real cluster have their endpoints on the bridge of the node, which only one test at a time can use.</summary>
[CollectionDefinition(Name)]
public sealed class BridgeGroup : ICollectionFixture<RealTestCluster>
{
    /// <summary>The group's name.</summary>
    public const string Name = "Real cluster, endpoints";
}
