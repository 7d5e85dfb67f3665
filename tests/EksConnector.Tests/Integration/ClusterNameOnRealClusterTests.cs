using System.Text;

namespace EksConnector.Tests.Integration;

/// <summary>The suite on a real cluster, compared with the documented commands.</summary>
[Trait("Cluster", "Real")]
[Collection(RealClusterGroup.Name)]
public sealed class ClusterNameOnRealClusterTests : ClusterNameSuite
{
    private readonly RealTestCluster _cluster;

    public ClusterNameOnRealClusterTests(RealTestCluster cluster)
        : base(cluster) => _cluster = cluster;

    [SkippableTheory]
    [InlineData("healthy")]
    [InlineData("agent-log-rolled")]
    public async Task Finds_the_same_name_as_the_documented_commands(string scenario)
    {
        string @namespace = await _cluster.EnterAsync(scenario);
        string all = Encoding.UTF8.GetString(await _cluster.KubectlAsync(
            "exec", "-n", @namespace, "eks-connector-0", "-c", "connector-agent", "--", "sh", "-c", "cat /var/log/amazon/ssm/amazon-ssm-agent.log*"));

        EventLog<ClusterIdentity> log = await ClusterNameRun.OfAsync(_cluster.KubeConfigPath, "admin", @namespace, all: true);

        string seeds = await Identity.SeedPipeline.RunAsync(all);
        log.Items.Select(answer => answer.ClusterName).Distinct().ShouldBe([seeds]);
    }
}
