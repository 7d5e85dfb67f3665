using System.Diagnostics;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.FakeCluster;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Http;

/// <summary>Many short parallel reads.</summary>
[Collection(nameof(ClockGroup))]
[Trait("Group", "Clock")]
public sealed class ParallelReadTests : IAsyncLifetime
{
    private const int Reads = 40;

    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        await _fake.EnterAsync("healthy");
    }

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [Fact]
    public async Task Reads_share_few_connections()
    {
        using var access = ClusterAccess.To(_fake.KubeConfigPath);
        _fake.Requests.Clear();

        await Task.WhenAll(Enumerable.Range(0, Reads).Select(_ => ReadAsync(access)));

        _fake.Requests.All.Count.ShouldBe(Reads);
        _fake.Requests.All.Select(request => request.Connection).Distinct().Count().ShouldBeInRange(1, 4);
    }

    [Fact]
    public async Task Hanging_requests_do_not_delay_the_others()
    {
        var timeout = TimeSpan.FromSeconds(3);
        using var access = ClusterAccess.To(_fake.KubeConfigPath, timeout: timeout);
        _fake.Faults.Add(new Fault(FaultKind.Stall));
        long start = Stopwatch.GetTimestamp();

        EksConnectorException[] failures = await Task.WhenAll(
            Enumerable.Range(0, Reads).Select(_ => Should.ThrowAsync<EksConnectorException>(() => ReadAsync(access))));

        failures.ShouldAllBe(failure => failure.ErrorId == ErrorIds.RequestTimeout);

        // With four at a time, they would take ten times the limit.
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(3 * timeout);
    }

    private static Task<StatefulSet> ReadAsync(ClusterAccess access) =>
        access.Client.GetAsync(ResourceTypes.StatefulSets, "eks-connector", ConnectorNames.StatefulSet, CancellationToken.None);
}
