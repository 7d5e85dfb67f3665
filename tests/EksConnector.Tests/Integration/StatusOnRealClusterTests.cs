using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Status;

namespace EksConnector.Tests.Integration;

/// <summary>The suite on a real cluster. It is skipped if there is none.</summary>
[Trait("Cluster", "Real")]
[Collection(RealClusterGroup.Name)]
public sealed class StatusOnRealClusterTests : StatusSuite
{
    private readonly RealTestCluster _cluster;

    public StatusOnRealClusterTests(RealTestCluster cluster)
        : base(cluster) => _cluster = cluster;

    [SkippableTheory]
    [InlineData("healthy")]
    [InlineData("init-crashloop")]
    [InlineData("image-pull-backoff")]
    [InlineData("agent-image-pull-backoff")]
    [InlineData("agent-crashloop")]
    [InlineData("proxy-crashloop")]
    [InlineData("one-pod-broken")]
    [InlineData("pending")]
    [InlineData("config-missing")]
    [InlineData("init-slow")]
    public async Task The_columns_equal_the_server_side_table(string scenario)
    {
        string @namespace = await _cluster.EnterAsync(scenario);
        IReadOnlyList<(Pod Pod, string Ready, string Status, string Restarts)> table = await ServerTable.ReadAsync(_cluster.KubeConfigPath, @namespace);

        table.ShouldNotBeEmpty();
        foreach ((Pod pod, string ready, string status, string restarts) in table)
        {
            PodColumns columns = PodColumns.Of(pod);

            // Recent servers add the time of the last restart: "3 (5m ago)".
            (columns.Ready, columns.Status, $"{columns.Restarts}").ShouldBe((ready, status, restarts.Split(' ')[0]));
        }
    }
}
