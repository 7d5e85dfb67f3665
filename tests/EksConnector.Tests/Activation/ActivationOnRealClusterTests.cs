using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Activation;

/// <summary>The suite on a real cluster. It is skipped if there is none.</summary>
/// <param name="cluster">The real cluster.</param>
[Trait("Cluster", "Real")]
[Collection(RealClusterGroup.Name)]
public sealed class ActivationOnRealClusterTests(RealTestCluster cluster) : ActivationSuite(cluster);
