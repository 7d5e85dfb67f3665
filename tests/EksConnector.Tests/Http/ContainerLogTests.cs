using System.Text;
using EksConnector.Core.Kubernetes;
using EksConnector.FakeCluster;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Http;

/// <summary>Logs of containers, which the adapter reads from an API server.</summary>
public sealed class ContainerLogTests : IAsyncLifetime
{
    private const string Namespace = "eks-connector";
    private const string Pod = "eks-connector-0";
    private const string Proxy = "connector-proxy";

    private FakeKubernetes _fake = null!;
    private ClusterAccess _access = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        await _fake.EnterAsync("healthy");
        _access = ClusterAccess.To(_fake.KubeConfigPath);
    }

    public async Task DisposeAsync()
    {
        _access.Dispose();
        await _fake.DisposeAsync();
    }

    public static TheoryData<ContainerLogOptions, string> Options => new()
    {
        { new(), "" },
        { new() { Follow = true, Timestamps = true }, "&follow=true&timestamps=true" },
        { new() { Previous = true, TailLines = 0 }, "&previous=true&tailLines=0" },
        { new() { TailLines = 100, LimitBytes = 5_000_000_000 }, "&tailLines=100&limitBytes=5000000000" },
        { new() { SinceTime = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc) }, "&sinceTime=2026-01-02T03%3A04%3A05Z" },
    };

    public static TheoryData<Fault, string> Breaking => new()
    {
        { new Fault(FaultKind.CutInBody) { BodyBytes = 200_000 }, ErrorIds.ConnectionFailed },
        { new Fault(FaultKind.ResetInBody) { BodyBytes = 200_000 }, ErrorIds.ConnectionFailed },
        { new Fault(FaultKind.StallInBody) { BodyBytes = 200_000 }, ErrorIds.RequestTimeout },
    };

    [Theory]
    [InlineData("nothing")]
    [InlineData("invalid UTF-8")]
    [InlineData("NUL, CRLF and escapes")]
    [InlineData("no end of line")]
    [InlineData("a line of 20 MB")]
    [InlineData("all bytes")]
    public async Task Returns_the_bytes_that_were_written(string name)
    {
        byte[] bytes = name switch
        {
            "nothing" => [],
            "invalid UTF-8" => [0xFF, 0xFE, (byte)'\n', 0xC3, (byte)'\n'],
            "NUL, CRLF and escapes" => "a\0b\r\n\u001b[31mred\u001b[0m\r\n\r\n"u8.ToArray(),
            "no end of line" => "first\nlast"u8.ToArray(),
            "a line of 20 MB" => Encoding.ASCII.GetBytes(new string('x', 20_000_000) + "\n"),
            _ => [.. Enumerable.Range(0, 70_000).Select(i => (byte)i)],
        };
        _fake.Logs.SetBytes(Namespace, Pod, Proxy, bytes);

        byte[] read = await _access.ReadLogAsync(Namespace, Pod, Proxy);

        read.AsSpan().SequenceEqual(bytes).ShouldBeTrue(name);
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Sends_the_selection_to_the_server(ContainerLogOptions options, string query)
    {
        // Whether the server has this part of the log does not matter here.
        await Record.ExceptionAsync(async () => await (await _access.OpenLogAsync(Namespace, Pod, Proxy, options)).DisposeAsync());

        _fake.Requests.All[^1].PathAndQuery.ShouldBe($"/api/v1/namespaces/{Namespace}/pods/{Pod}/log?container={Proxy}{query}");
    }

    [Fact]
    public async Task A_partial_log_equals_what_the_server_returns()
    {
        _fake.Logs.SetGenerated(Namespace, Pod, Proxy, 1000, i => $"line {i}", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(1));

        Text(await _access.ReadLogAsync(Namespace, Pod, Proxy, new() { TailLines = 2 })).ShouldBe("line 998\nline 999\n");
        Text(await _access.ReadLogAsync(Namespace, Pod, Proxy, new() { LimitBytes = 10 })).ShouldBe("line 0\nlin");
        Text(await _access.ReadLogAsync(Namespace, Pod, Proxy, new() { SinceTime = new DateTime(2026, 1, 1, 0, 16, 39, 900, DateTimeKind.Utc) })).ShouldBe("line 999\n");
        Text(await _access.ReadLogAsync(Namespace, Pod, Proxy, new() { TailLines = 1, Timestamps = true })).ShouldBe("2026-01-01T00:16:39.000000000Z line 999\n");
    }

    [Fact]
    public async Task Following_ends_when_the_container_restarts()
    {
        _fake.Logs.SetBytes(Namespace, Pod, Proxy, "one\n"u8.ToArray());
        await using Stream log = await _access.OpenLogAsync(Namespace, Pod, Proxy, new() { Follow = true });
        using var lines = new StreamReader(log);
        (await lines.ReadLineAsync()).ShouldBe("one");

        _fake.Logs.Append(Namespace, Pod, Proxy, "two");
        (await lines.ReadLineAsync()).ShouldBe("two");
        _fake.RestartContainer(Namespace, Pod, Proxy);
        _fake.Logs.Append(Namespace, Pod, Proxy, "of the next run");
        (await lines.ReadLineAsync()).ShouldBeNull();

        Text(await _access.ReadLogAsync(Namespace, Pod, Proxy, new() { Previous = true })).ShouldBe("one\ntwo\n");
        Text(await _access.ReadLogAsync(Namespace, Pod, Proxy)).ShouldBe("of the next run\n");
    }

    [Fact]
    public async Task Following_ends_with_the_pod()
    {
        await using Stream log = await _access.OpenLogAsync(Namespace, Pod, Proxy, new() { Follow = true, TailLines = 0 });
        _fake.Store.Delete("pods", Namespace, Pod);

        (await log.ReadAsync(new byte[100])).ShouldBe(0);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    public async Task Retries_opening_a_stream(int code)
    {
        _fake.Faults.Add(Fault.Answer(code, times: 2));
        _fake.Faults.Add(new Fault(FaultKind.Reset) { Times = 1 });

        (await _access.ReadLogAsync(Namespace, Pod, Proxy)).ShouldNotBeEmpty();

        _fake.Requests.All.Count.ShouldBe(4);
        _access.Log.Traces.Count(trace => trace.Contains("retrying in", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Breaking))]
    public async Task A_broken_stream_is_a_failure_and_is_not_retried(Fault fault, string errorId)
    {
        _fake.Logs.SetGenerated(Namespace, Pod, Proxy, 100_000, i => $"line {i}");
        _fake.Faults.Add(fault);
        await using Stream log = await _access.OpenLogAsync(Namespace, Pod, Proxy, inactivityTimeout: TimeSpan.FromMilliseconds(500));

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => log.CopyToAsync(Stream.Null));

        (failure.ErrorId, failure.Target).ShouldBe((errorId, "admin"));
        failure.Message.ShouldContain("log?container=connector-proxy");
        _fake.Requests.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("admin", "connector-proxy", "previous", ErrorIds.InvalidRequest, "BadRequest", "previous terminated container \"connector-proxy\" in pod \"eks-connector-0\" not found")]
    [InlineData("admin", "nobody-knows", "", ErrorIds.InvalidRequest, "BadRequest", "container nobody-knows is not valid for pod eks-connector-0")]
    [InlineData("lister", "connector-proxy", "", ErrorIds.AccessDenied, "Forbidden", "cannot get resource \"pods/log\"")]
    [InlineData("stranger", "connector-proxy", "", ErrorIds.Unauthorized, "Unauthorized", "Unauthorized")]
    [InlineData("offline", "connector-proxy", "", ErrorIds.ConnectionRefused, null, "refused")]
    public async Task Distinguishes_kinds_of_refusals(string context, string container, string options, string errorId, string? reason, string message)
    {
        using var access = ClusterAccess.To(_fake.KubeConfigPath, context);

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(
            () => access.ReadLogAsync(Namespace, Pod, container, new() { Previous = options == "previous" }));

        (failure.ErrorId, failure.Reason).ShouldBe((errorId, reason));
        failure.Message.ShouldContain(message);
        if (errorId == ErrorIds.AccessDenied)
        {
            failure.RecommendedAction.ShouldContain("verb get, resource pods/log, in namespace eks-connector");
        }
    }

    [Fact]
    public async Task Reports_what_a_waiting_container_waits_for()
    {
        await _fake.EnterAsync("init-crashloop");

        EksConnectorException failure = await Should.ThrowAsync<EksConnectorException>(() => _access.ReadLogAsync(Namespace, Pod, "connector-agent"));

        (failure.ErrorId, failure.StatusCode, failure.Reason).ShouldBe((ErrorIds.InvalidRequest, 400, "BadRequest"));
        failure.Message.ShouldContain("is waiting to start: PodInitializing");
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
