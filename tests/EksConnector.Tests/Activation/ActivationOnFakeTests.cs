using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Activation;

/// <summary>The suite on the fake cluster.</summary>
/// <param name="cluster">The fake cluster.</param>
public sealed class ActivationOnFakeTests(FakeTestCluster cluster) : ActivationSuite(cluster), IClassFixture<FakeTestCluster>;
