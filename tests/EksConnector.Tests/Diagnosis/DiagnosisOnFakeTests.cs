using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The suite on the fake cluster.</summary>
/// <param name="cluster">The fake cluster.</param>
public sealed class DiagnosisOnFakeTests(FakeTestCluster cluster) : DiagnosisSuite(cluster), IClassFixture<FakeTestCluster>;
