namespace EksConnector.Tests.Integration;

/// <summary>The suite on a real cluster with RBAC. It is skipped if there is none.</summary>
/// <param name="cluster">The real cluster.</param>
[Trait("Cluster", "Real")]
public sealed class ImpersonationOnRealClusterTests(RealTestCluster cluster) : ImpersonationSuite(cluster), IClassFixture<RealTestCluster>;
