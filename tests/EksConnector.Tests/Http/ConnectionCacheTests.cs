using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Credentials;
using EksConnector.Kubernetes.Http;
using EksConnector.Kubernetes.KubeConfig;

namespace EksConnector.Tests.Http;

/// <summary>The connections that are kept between calls, by identity and time.</summary>
public sealed class ConnectionCacheTests : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly ConnectionCache _cache;

    public ConnectionCacheTests() => _cache = new ConnectionCache(_clock);

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void The_same_cluster_gets_the_same_connection_and_another_identity_gets_its_own()
    {
        ResolvedCluster cluster = Cluster("a");
        using ConnectionLease first = Acquire(cluster);
        using ConnectionLease second = Acquire(cluster);
        using ConnectionLease other = Acquire(Cluster("a"));
        second.Connection.ShouldBeSameAs(first.Connection);
        other.Connection.ShouldNotBeSameAs(first.Connection);
    }

    [Fact]
    public void Closes_unused_connections_after_five_minutes_and_stops_the_timer()
    {
        ResolvedCluster cluster = Cluster("a");
        Acquire(cluster).Dispose();
        _clock.Advance(TimeSpan.FromMinutes(4));
        _cache.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _cache.Count.ShouldBe(0);
        _clock.TimerCount.ShouldBe(0);
    }

    [Fact]
    public void Keeps_connections_in_use()
    {
        using ConnectionLease lease = Acquire(Cluster("a"));
        _clock.Advance(TimeSpan.FromHours(3));
        _cache.Count.ShouldBe(1);
    }

    [Fact]
    public void Limits_the_number_of_unused_connections()
    {
        for (int i = 0; i < 400; i++)
        {
            Acquire(Cluster($"c{i}")).Dispose();
        }

        _cache.Count.ShouldBe(256);
    }

    [Fact]
    public void Retries_a_connection_that_failed()
    {
        ResolvedCluster cluster = Cluster("a");
        Should.Throw<EksConnectorException>(() => _cache.Acquire(
            cluster, s_timeout, () => throw new EksConnectorException("X", FailureCategory.InvalidData, "m", "r")));
        _cache.Count.ShouldBe(0);
        using ConnectionLease lease = Acquire(cluster);
        _cache.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_request_does_not_delay_another()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Task slow = Task.Run(() => _cache.Acquire(Cluster("slow"), s_timeout, () =>
        {
            entered.Set();
            release.Wait();
            return Connection();
        }));
        entered.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        await Task.Run(() => Acquire(Cluster("quick")).Dispose()).WaitAsync(TimeSpan.FromSeconds(10));
        slow.IsCompleted.ShouldBeFalse();
        release.Set();
        await slow.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Reuses_only_a_connection_that_is_complete()
    {
        ResolvedCluster cluster = Cluster("a");
        _cache.TryAcquire(cluster, s_timeout).ShouldBeNull();
        using ConnectionLease created = _cache.Acquire(cluster, s_timeout, () =>
        {
            _cache.TryAcquire(cluster, s_timeout).ShouldBeNull();
            return Connection();
        });
        ConnectionLease reused = _cache.TryAcquire(cluster, s_timeout).ShouldNotBeNull();
        reused.Connection.ShouldBeSameAs(created.Connection);
        _cache.TryAcquire(Cluster("a"), s_timeout).ShouldBeNull();
        _cache.TryAcquire(cluster, s_timeout * 2).ShouldBeNull();

        created.Dispose();
        _clock.Advance(TimeSpan.FromHours(1));
        _cache.Count.ShouldBe(1);
        reused.Dispose();
        _clock.Advance(TimeSpan.FromMinutes(6));
        _cache.Count.ShouldBe(0);
    }

    private ConnectionLease Acquire(ResolvedCluster cluster) => _cache.Acquire(cluster, s_timeout, Connection);

    private static ApiConnection Connection() => new(
        new ConnectionSettings { Context = "c", Server = new Uri("https://127.0.0.1:1"), Timeout = s_timeout }, _ => new StaticCredentialSource(Credential.Anonymous));

    private static ResolvedCluster Cluster(string name) => new(
        new ContextEntry { Name = name }, new ClusterEntry { Name = name, Server = "https://127.0.0.1:1" }, user: null, isCurrent: false);
}
