using System.Diagnostics;
using EksConnector.Core.Logs;
using EksConnector.Core.Operations;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Logs;

/// <summary>Cancellation ends everything that following a log started within a second.</summary>
[Collection(nameof(ClockGroup))]
[Trait("Group", "Clock")]
public sealed class FollowCancellationTests : IAsyncLifetime
{
    private const string Proxy = "connector-proxy";

    private FollowCluster _cluster = null!;

    private FakeKubernetes Fake => _cluster.Fake;

    public async Task InitializeAsync()
    {
        _cluster = await FollowCluster.StartAsync();
        _cluster.SetConsole(Proxy, "one", "two");
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData(Proxy)]
    [InlineData("connector-agent")]
    [InlineData("*")]
    public async Task Canceling_ends_everything_within_a_second(string container)
    {
        await using LiveLog live = _cluster.Follow(container);
        await live.WaitForAsync(container == "connector-agent" ? "HealthCheck reporting" : "two");
        await Fake.Requests.WaitForAsync(request => request.Verb == "watch");
        (await live.CancelAsync()).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        await Fake.Exec.WaitForIdleAsync().WaitAsync(TimeSpan.FromSeconds(30));
        SpinWait.SpinUntil(() => Fake.Store.WatchCount == 0, TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Fact]
    public async Task Canceling_ends_a_log_without_a_reader()
    {
        Fake.Logs.SetGenerated(FollowCluster.Namespace, FollowCluster.Pod, Proxy, 2_000_000, line => $"line {line} of a log that is much longer than anybody's patience");
        using var gateway = new KubernetesGateway();
        using var stop = new CancellationTokenSource();
        var request = _cluster.Request(Proxy) with { Follow = true };
        await using var events = new GetLogOperation(gateway).RunAsync(request, stop.Token).GetAsyncEnumerator();
        while (await events.MoveNextAsync() && events.Current is not BatchEvent<object>)
        {
        }

        long start = Stopwatch.GetTimestamp();
        await events.DisposeAsync();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}
