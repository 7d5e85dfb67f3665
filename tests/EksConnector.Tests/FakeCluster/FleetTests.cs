using System.Text.Json.Nodes;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

public sealed class FleetTests
{
    [Fact]
    public async Task A_thousand_clusters_share_one_store()
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 1000 });
        await fake.EnterAsync("healthy");
        using FakeClient last = FakeClient.For(fake, context: "fleet-1000");

        (await last.NamesAsync("api/v1/pods")).Length.ShouldBe(2);
        fake.KubeConfigText.ShouldContain("/clusters/fleet-0001\n");
        fake.Requests.All.ShouldHaveSingleItem().Cluster.ShouldBe("fleet-1000");
    }

    [Fact]
    public async Task A_cluster_can_have_its_own_objects()
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 2 });
        await fake.EnterAsync("healthy");
        fake.GiveOwnStore("fleet-0002");
        await fake.EnterAsync("missing", context: "fleet-0002");
        using FakeClient first = FakeClient.For(fake, context: "fleet-0001");
        using FakeClient second = FakeClient.For(fake, context: "fleet-0002");

        (await first.NamesAsync("api/v1/pods")).Length.ShouldBe(2);
        (await second.NamesAsync("api/v1/pods")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_cluster_has_an_identity_of_its_own()
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 2 });
        string[] contexts = ["admin", "fleet-0001", "fleet-0002"];
        HashSet<string> uids = [];
        foreach (string context in contexts)
        {
            using FakeClient client = FakeClient.For(fake, context: context);
            JsonNode system = await client.JsonAsync("api/v1/namespaces/kube-system");
            uids.Add((string)system["metadata"]!["uid"]!);
        }

        uids.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Delays_each_request()
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync(new FakeOptions { Latency = TimeSpan.FromMilliseconds(50) });
        using FakeClient client = FakeClient.For(fake);
        await client.JsonAsync("version");
        long start = TimeProvider.System.GetTimestamp();

        await client.JsonAsync("version");

        TimeProvider.System.GetElapsedTime(start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(45));
    }

    [Fact]
    public async Task The_kubeconfig_is_deleted_with_the_fake()
    {
        string path;
        await using (FakeKubernetes fake = await FakeKubernetes.StartAsync())
        {
            path = fake.KubeConfigPath;
            File.Exists(path).ShouldBeTrue();
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        File.Exists(path).ShouldBeFalse();
    }
}
