using System.Text.Json.Nodes;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

public sealed class WatchTests : IAsyncLifetime
{
    private const string Pods = "api/v1/namespaces/eks-connector/pods";

    private FakeKubernetes _fake = null!;
    private FakeClient _client = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        await _fake.EnterAsync("healthy");
        _client = FakeClient.For(_fake);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task A_watch_returns_changes_after_a_list()
    {
        using WatchReader watch = await _client.WatchAsync($"{Pods}?watch=1&resourceVersion={_fake.Store.Version}");

        _fake.Store.Change("pods", "eks-connector", "eks-connector-0", pod => pod["status"]!["phase"] = "Failed");
        _fake.Store.Delete("pods", "eks-connector", "eks-connector-1");
        JsonObject replacement = _fake.Store.Find("pods", "eks-connector", "eks-connector-0")!;
        replacement["metadata"]!["name"] = "eks-connector-1";
        _fake.Store.Put(replacement);

        (await watch.NextAsync()).ShouldBe("MODIFIED eks-connector-0");
        (await watch.NextAsync()).ShouldBe("DELETED eks-connector-1");
        (await watch.NextAsync()).ShouldBe("ADDED eks-connector-1");
    }

    [Fact]
    public async Task A_watch_without_a_version_starts_with_existing_objects()
    {
        using WatchReader watch = await _client.WatchAsync(Pods + "?watch=true");

        (await watch.NextAsync()).ShouldBe("ADDED eks-connector-0");
        (await watch.NextAsync()).ShouldBe("ADDED eks-connector-1");
    }

    [Fact]
    public async Task A_watch_continues_from_the_version_of_a_list()
    {
        long version = _fake.Store.Version;
        _fake.Store.Delete("pods", "eks-connector", "eks-connector-1");

        using WatchReader watch = await _client.WatchAsync($"{Pods}?watch=1&resourceVersion={version}");

        (await watch.NextAsync()).ShouldBe("DELETED eks-connector-1");
    }

    [Fact]
    public async Task Objects_that_no_longer_match_are_deleted_events()
    {
        using WatchReader watch = await _client.WatchAsync($"{Pods}?watch=1&resourceVersion={_fake.Store.Version}&fieldSelector=status.phase%3DRunning");

        _fake.Store.Change("pods", "eks-connector", "eks-connector-0", pod => pod["status"]!["phase"] = "Failed");
        _fake.Store.Change("pods", "eks-connector", "eks-connector-0", pod => pod["status"]!["phase"] = "Running");

        (await watch.NextAsync()).ShouldBe("DELETED eks-connector-0");
        (await watch.NextAsync()).ShouldBe("ADDED eks-connector-0");
    }

    [Fact]
    public async Task A_compacted_resource_version_is_expired()
    {
        long version = _fake.Store.Version;
        _fake.Store.Compact();

        using WatchReader watch = await _client.WatchAsync($"{Pods}?watch=1&resourceVersion={version}");
        JsonNode error = (await watch.NextEventAsync())!;

        ((string?)error["type"]).ShouldBe("ERROR");
        ((int?)error["object"]!["code"]).ShouldBe(410);
        ((string?)error["object"]!["message"])!.ShouldStartWith($"too old resource version: {version} (");
        (await watch.NextEventAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Sends_bookmarks_when_they_are_allowed()
    {
        using WatchReader allowed = await _client.WatchAsync($"{Pods}?watch=1&resourceVersion={_fake.Store.Version}&allowWatchBookmarks=true");
        using WatchReader plain = await _client.WatchAsync($"{Pods}?watch=1&resourceVersion={_fake.Store.Version}");

        _fake.Store.SendBookmarks();
        _fake.Store.EndWatches();

        JsonNode bookmark = (await allowed.NextEventAsync())!;
        ((string?)bookmark["type"]).ShouldBe("BOOKMARK");
        ((string?)bookmark["object"]!["metadata"]!["resourceVersion"]).ShouldBe($"{_fake.Store.Version}");
        (await allowed.NextEventAsync()).ShouldBeNull();
        (await plain.NextEventAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_watch_ends_at_the_timeout()
    {
        using WatchReader watch = await _client.WatchAsync($"{Pods}?watch=1&resourceVersion={_fake.Store.Version}&timeoutSeconds=1");

        (await watch.NextEventAsync()).ShouldBeNull();
    }
}
