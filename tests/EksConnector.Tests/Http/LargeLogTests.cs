using EksConnector.FakeCluster;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Http;

/// <summary>A large log is streamed, and not kept in memory.</summary>
[Collection(nameof(AllocationGroup))]
public sealed class LargeLogTests
{
    [Fact]
    public async Task Streams_a_large_log()
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync();
        await fake.EnterAsync("healthy");
        string line = new('x', 99);
        fake.Logs.SetGenerated("eks-connector", "eks-connector-0", "connector-proxy", 1_000_000, _ => line);
        using ClusterAccess access = ClusterAccess.To(fake.KubeConfigPath);
        await using Stream log = await access.OpenLogAsync("eks-connector", "eks-connector-0", "connector-proxy");
        var buffer = new byte[256 * 1024];
        long bytes = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int count = 1; count > 0; bytes += count)
        {
            count = await log.ReadAsync(buffer);
        }

        bytes.ShouldBe(100_000_000);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(20_000_000);
    }
}
