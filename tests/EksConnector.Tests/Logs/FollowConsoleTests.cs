using EksConnector.FakeCluster;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Logs;

/// <summary>Following the log API: no line is lost or repeated, whatever happens.</summary>
public sealed class FollowConsoleTests : IAsyncLifetime
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
    [InlineData(false)]
    [InlineData(true)]
    public async Task Returns_lines_as_they_are_written(bool raw)
    {
        await using LiveLog live = _cluster.Follow(Proxy, request => request with { Raw = raw });
        await live.WaitForAsync("two");
        _cluster.WriteConsole(Proxy, "three");
        await live.WaitForAsync("three");
        live.Texts.ShouldBe(["one", "two", "three"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Raw_lines_of_several_containers_name_their_source_without_NoPrefix(bool noPrefix)
    {
        _cluster.SetConsole("connector-init", "of another one");
        await using LiveLog live = _cluster.Follow(Proxy, request => request with { Raw = true, NoPrefix = noPrefix, Containers = [Proxy, "connector-init"] });
        await live.WaitForAsync("two");
        await live.WaitForAsync("of another one");
        _cluster.WriteConsole(Proxy, "three");
        await live.WaitForAsync("three");
        string prefix = noPrefix ? string.Empty : "eks-connector-0 connector-";
        live.Texts.Order(StringComparer.Ordinal).ShouldBe(
            noPrefix
                ? ["of another one", "one", "three", "two"]
                : [$"{prefix}init | of another one", $"{prefix}proxy | one", $"{prefix}proxy | three", $"{prefix}proxy | two"]);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public async Task The_tail_covers_existing_entries_and_all_new_ones_follow(int tail, bool raw)
    {
        await using LiveLog live = _cluster.Follow(Proxy, request => request with { Raw = raw, Tail = tail });
        await _cluster.WaitUntilFollowedAsync(Proxy);
        _cluster.WriteConsole(Proxy, "three");
        _cluster.WriteConsole(Proxy, "four");
        await live.WaitForAsync("four");

        // The tail applies only to the first run.
        _cluster.Restart(Proxy);
        for (int i = 0; i < 5; i++)
        {
            _cluster.WriteConsole(Proxy, $"new {i}");
        }

        await live.WaitForAsync("new 4");
        live.Texts.ShouldBe([.. new[] { "one", "two" }.TakeLast(tail), "three", "four", .. Enumerable.Range(0, 5).Select(i => $"new {i}")]);
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_a_run_that_ended_while_the_connection_was_down()
    {
        Fake.Faults.Add(new Fault(FaultKind.CutInBody) { Path = "follow=true", Times = 1, BodyBytes = 50 });
        await using LiveLog live = _cluster.Follow(Proxy);
        await _cluster.WaitUntilFollowedAsync(Proxy);
        _cluster.WriteConsole(Proxy, "last of the first run");
        _cluster.Restart(Proxy);
        _cluster.WriteConsole(Proxy, "first of the second run");

        await live.WaitForAsync("first of the second run");
        live.Texts.ShouldBe(["one", "two", "last of the first run", "first of the second run"]);
        live.Warnings.ShouldBeEmpty();
        _cluster.Count(Proxy, "previous=true").ShouldBe(1);
    }

    [Fact]
    public async Task Follows_successive_restarts()
    {
        await using LiveLog live = _cluster.Follow(Proxy);
        await live.WaitForAsync("two");
        for (int run = 1; run <= 3; run++)
        {
            _cluster.WriteConsole(Proxy, $"end of run {run}");
            _cluster.Restart(Proxy);
            _cluster.WriteConsole(Proxy, $"begin of run {run + 1}");
            await live.WaitForAsync($"begin of run {run + 1}");
        }

        live.Texts.ShouldBe(
            ["one", "two", "end of run 1", "begin of run 2", "end of run 2", "begin of run 3", "end of run 3", "begin of run 4"]);
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_a_run_that_started_and_ended_between_two_reads()
    {
        await using LiveLog live = _cluster.Follow(Proxy);
        await live.WaitForAsync("two");
        _cluster.Restart(Proxy);
        _cluster.WriteConsole(Proxy, "of the second run");
        _cluster.Restart(Proxy);
        _cluster.WriteConsole(Proxy, "of the third run");

        await live.WaitForAsync("of the third run");
        live.Texts.ShouldBe(["one", "two", "of the second run", "of the third run"]);
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_the_time_span_of_lost_lines()
    {
        Fake.Faults.Add(new Fault(FaultKind.CutInBody) { Path = "follow=true", Times = 1, BodyBytes = 40 });
        await using LiveLog live = _cluster.Follow(Proxy);
        await _cluster.WaitUntilFollowedAsync(Proxy);
        _cluster.Restart(Proxy);
        _cluster.WriteConsole(Proxy, "of the second run");
        _cluster.Restart(Proxy);
        _cluster.WriteConsole(Proxy, "of the third run");

        await live.WaitForAsync("of the third run");
        live.Texts.ShouldBe(["one", "of the second run", "of the third run"]);
        live.Warnings.ShouldHaveSingleItem().ShouldMatch(
            "^admin: eks-connector-0/connector-proxy: log lines between \\d{4}-.*Z and \\d{4}-.*Z that were not read in time are no longer available: ");
    }

    [Fact]
    public async Task Follows_a_recreated_Pod_without_reporting_lost_lines()
    {
        await using LiveLog live = _cluster.Follow(Proxy);
        await live.WaitForAsync("two");
        _cluster.WriteConsole(Proxy, "last of the old pod");
        _cluster.Recreate(Proxy, "first of the new pod");
        await live.WaitForAsync("first of the new pod");
        live.Texts.ShouldBe(["one", "two", "last of the old pod", "first of the new pod"]);
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Pod_that_is_created_later_is_followed_from_its_beginning()
    {
        System.Text.Json.Nodes.JsonObject pod = Fake.Store.Find("pods", FollowCluster.Namespace, "eks-connector-1")!;
        Fake.Store.Delete("pods", FollowCluster.Namespace, "eks-connector-1");
        await using LiveLog live = _cluster.Follow(Proxy, request => request with { Pods = [], Tail = 1, Raw = true });
        await live.WaitForAsync("two");
        Fake.Logs.SetBytes(FollowCluster.Namespace, "eks-connector-1", Proxy, "a\nb\nc\n"u8.ToArray());
        pod["metadata"]!.AsObject().Remove("resourceVersion");
        Fake.Store.Put(pod);
        await live.WaitForAsync("c");
        live.Texts.ShouldBe(["two", "a", "b", "c"]);
    }

    // The log has 3 × (31 + 4) bytes at first, and continues from the second of the last complete line.
    [Theory]
    [InlineData(FaultKind.CutInBody)]
    [InlineData(FaultKind.ResetInBody)]
    public async Task Broken_connections_neither_lose_nor_repeat_lines(FaultKind kind)
    {
        DateTime time = DateTime.UtcNow.AddMinutes(-2);
        string[] lines = [.. Enumerable.Range(0, 40).Select(i => $"line {i} of forty")];

        // Groups of ten lines have the same time, as in a burst.
        Fake.Logs.SetBytes(FollowCluster.Namespace, FollowCluster.Pod, Proxy, ReadOnlyMemory<byte>.Empty);
        for (int i = 0; i < lines.Length; i++)
        {
            _cluster.WriteConsole(Proxy, lines[i], time.AddSeconds(i / 10));
        }

        foreach (int bytes in new[] { 1, 31, 40, 47, 48, 100, 400, 650 })
        {
            Fake.Faults.Add(new Fault(kind) { Path = "follow=true", Times = 1, BodyBytes = bytes });
        }

        await using LiveLog live = _cluster.Follow(Proxy, request => request with { Raw = true });
        await live.WaitForAsync(lines[^1]);
        _cluster.WriteConsole(Proxy, "the end");
        await live.WaitForAsync("the end");
        live.Texts.ShouldBe([.. lines, "the end"]);
        live.Warnings.ShouldBeEmpty();
        _cluster.Count("follow=true").ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Continues_after_a_server_was_unreachable()
    {
        Fake.Faults.Add(new Fault(FaultKind.CutInBody) { Path = "follow=true", Times = 1, BodyBytes = 74 });
        await using LiveLog live = _cluster.Follow(Proxy);
        await _cluster.WaitUntilFollowedAsync(Proxy);
        Fake.Faults.Add(new Fault(FaultKind.Reset));
        Fake.Store.EndWatches();
        _cluster.WriteConsole(Proxy, "while it was away");
        await live.WaitForTraceAsync("following continues after");
        Fake.Faults.Clear();
        await live.WaitForAsync("while it was away");
        live.Texts.ShouldBe(["one", "two", "while it was away"]);
        live.Warnings.ShouldBeEmpty();
        live.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_the_time_span_of_lines_lost_to_rotation()
    {
        await using LiveLog live = _cluster.Follow(Proxy);
        await live.WaitForAsync("two");

        // The node has a new file, which does not contain the line that was read last.
        Fake.Logs.SetBytes(FollowCluster.Namespace, FollowCluster.Pod, Proxy, "after the rotation\n"u8.ToArray());
        await live.WaitForAsync("after the rotation");
        live.Texts.ShouldBe(["one", "two", "after the rotation"]);
        live.Warnings.ShouldHaveSingleItem().ShouldMatch("log lines between \\d{4}-.*Z and \\d{4}-.*Z .* are no longer available: its log was rotated");
    }

    [Fact]
    public async Task Polls_the_Pods_without_the_permission_to_watch()
    {
        Fake.Access.Grant("nobody", new AccessRule("get list", "pods pods/log statefulsets.apps"));
        await using LiveLog live = _cluster.Follow(Proxy, context: "nobody");
        await live.WaitForAsync("two");
        await live.WaitForTraceAsync("is not permitted to watch Pods (RBAC: verb watch, resource pods)");
        _cluster.Recreate(Proxy, "first of the new pod");
        await live.WaitForAsync("first of the new pod");
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_watch_with_an_old_version_starts_with_a_new_list()
    {
        Fake.Faults.Add(Fault.Answer(410, 1) with { Verb = "watch" });
        await using LiveLog live = _cluster.Follow(Proxy);
        RecordedRequest refused = await Fake.Requests.WaitForAsync(request => request is { Verb: "watch", Status: 410 });
        await Fake.Requests.WaitForAsync(request => request.Verb == "list" && request.Time > refused.Time);
        _cluster.Recreate(Proxy, "first of the new pod");
        await live.WaitForAsync("first of the new pod");
        live.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Missing_permissions_end_the_change_with_one_failure()
    {
        await using LiveLog live = _cluster.Follow(Proxy, request => request with { Containers = [] }, context: "lister");
        await live.EndAsync();
        live.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.AccessDenied);
        live.Texts.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unreachable_cluster_does_not_stop_the_others()
    {
        await using LiveLog live = _cluster.Follow(Proxy, request => request with { Targets = [new("offline", FollowCluster.Namespace), new("admin", FollowCluster.Namespace)] });
        await live.WaitForFailureAsync();
        _cluster.WriteConsole(Proxy, "three");
        await live.WaitForAsync("three");
        live.Failures.ShouldHaveSingleItem().Target.ShouldBe("offline");
    }

    [Fact]
    public async Task Returns_an_open_entry_at_the_timeout()
    {
        _cluster.SetConsole(Proxy, "F0108 08:44:27.123456       1 server.go:38] fatal", "goroutine 1 [running]:", "main.main()");
        await using LiveLog live = _cluster.Follow(Proxy, request => request with { Duration = TimeSpan.FromSeconds(2) });
        await live.EndAsync();
        live.Texts.ShouldBe(["fatal\ngoroutine 1 [running]:\nmain.main()"]);
        live.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Joins_long_lines_that_the_container_runtime_splits()
    {
        string line = "begin" + new string('x', 50_000) + "end";
        await using LiveLog live = _cluster.Follow(Proxy, request => request with { Raw = true });
        await live.WaitForAsync("two");
        _cluster.WriteConsole(Proxy, line);
        await live.WaitForAsync("end");
        live.Texts[^1].ShouldBe(line);
    }
}
