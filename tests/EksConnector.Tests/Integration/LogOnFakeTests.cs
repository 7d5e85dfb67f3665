namespace EksConnector.Tests.Integration;

/// <summary>The suite on the fake cluster.</summary>
/// <param name="cluster">The fake cluster.</param>
public sealed class LogOnFakeTests(FakeTestCluster cluster) : LogSuite(cluster), IClassFixture<FakeTestCluster>
{
    [Theory]
    [InlineData("evicted")]
    [InlineData("helm")]
    [InlineData("node-lost")]
    [InlineData("ordered-ready")]
    [InlineData("quota")]
    [InlineData("sidecar")]
    [InlineData("terminating")]
    public async Task Scenarios_of_the_fake_end_and_show_no_planted_secret(string scenario)
    {
        string @namespace = await cluster.EnterAsync(scenario);
        LogRun run = await LogRun.OfAsync(cluster.KubeConfigPath, "admin", @namespace);
        run.Failures.ShouldAllBe(failure => failure.ErrorId != ErrorIds.UnexpectedError);
        (run.Entries.Count + run.Warnings.Count + run.Failures.Count).ShouldBePositive();
        run.AllText.ShouldNotContain("PLANTED", Case.Insensitive);
    }
}
