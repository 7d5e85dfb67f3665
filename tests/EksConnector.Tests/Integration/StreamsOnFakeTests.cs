namespace EksConnector.Tests.Integration;

/// <summary>The suite on the fake cluster.</summary>
/// <param name="cluster">The fake cluster.</param>
public sealed class StreamsOnFakeTests(FakeTestCluster cluster) : StreamSuite(cluster), IClassFixture<FakeTestCluster>;
