using EksConnector.Core.Kubernetes;
using EksConnector.Core.Status;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Http;

/// <summary>The handling of faults between the client and an API server.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { TlsFaults = true });
        await _fake.EnterAsync("healthy");
    }

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    public static TheoryData<Fault, string> Passing => new()
    {
        { new Fault(FaultKind.Reset) { Times = 1 }, "reset before the answer" },
        { new Fault(FaultKind.Reset) { Times = 3 }, "reset three times" },
        { new Fault(FaultKind.ResetInBody) { Times = 1 }, "reset in the body" },
        { Fault.Answer(500, 1), "500" },
        { Fault.Answer(502, 1, FaultBody.ProxyPage), "502 of a proxy" },
        { Fault.Answer(503, 1, FaultBody.Empty), "503 without a body" },
        { Fault.Answer(504, 2), "504 twice" },
        { Fault.Answer(429, 1) with { RetryAfter = TimeSpan.FromSeconds(1) }, "429" },
        { new Fault(FaultKind.SlowBytes) { Pause = TimeSpan.FromMilliseconds(1), PieceBytes = 512 }, "slow bytes" },
    };

    public static TheoryData<Fault, string, int?> Lasting => new()
    {
        { Fault.Answer(400), ErrorIds.InvalidRequest, 400 },
        { Fault.Answer(401), ErrorIds.Unauthorized, 401 },
        { Fault.Answer(403), ErrorIds.AccessDenied, 403 },
        { Fault.Answer(409), ErrorIds.Conflict, 409 },
        { Fault.Answer(410), ErrorIds.ResourceExpired, 410 },
        { Fault.Answer(422), ErrorIds.InvalidRequest, 422 },
        { Fault.Answer(429) with { RetryAfter = TimeSpan.FromMinutes(10) }, ErrorIds.Throttled, 429 },
        { Fault.Answer(500), ErrorIds.ApiServerError, 500 },
        { Fault.Answer(503, body: FaultBody.ProxyPage), ErrorIds.ApiServerError, 503 },
        { Fault.Answer(404, body: FaultBody.ProxyPage), ErrorIds.InvalidResponse, 404 },
        { Fault.Answer(302, body: FaultBody.ProxyPage), ErrorIds.InvalidResponse, 302 },
        { new Fault(FaultKind.Reset), ErrorIds.ConnectionFailed, null },
        { new Fault(FaultKind.ResetInBody), ErrorIds.ConnectionFailed, null },
        { new Fault(FaultKind.Truncate), ErrorIds.InvalidResponse, null },
        { new Fault(FaultKind.Stall), ErrorIds.RequestTimeout, null },
        { new Fault(FaultKind.StallInBody), ErrorIds.RequestTimeout, null },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_transient_fault_is_hidden_by_retries(Fault fault, string name)
    {
        _fake.Faults.Add(fault);
        StatusRun run = await StatusRun.OfAsync(Request("admin", TimeSpan.FromSeconds(20)));
        run.Failures.ShouldBeEmpty(name);
        run.Rows.Count.ShouldBe(2, name);
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task A_permanent_fault_is_reported(Fault fault, string errorId, int? status)
    {
        _fake.Faults.Add(fault);
        EksConnectorException failure = (await RunAsync("admin")).Failures.Single();
        (failure.ErrorId, failure.StatusCode, failure.Target).ShouldBe((errorId, status, "admin"));
        failure.RecommendedAction.ShouldNotBeEmpty();
        failure.Message.ShouldContain("'admin'");
        failure.Message.ShouldContain(_fake.Server.Authority);
    }

    [Theory]
    [InlineData("tls-expired", ErrorIds.TlsFailed, "valid from")]
    [InlineData("tls-wrong-host", ErrorIds.TlsFailed, "other names")]
    [InlineData("tls-unknown-ca", ErrorIds.TlsFailed, "not trusted")]
    [InlineData("tls-plain-http", ErrorIds.TlsFailed, "the TLS handshake failed")]
    [InlineData("tls-silent", ErrorIds.RequestTimeout, "timed out")]
    [InlineData("offline", ErrorIds.ConnectionRefused, "refused")]
    public async Task Reports_what_is_wrong_with_the_connection(string context, string errorId, string message)
    {
        EksConnectorException failure = (await RunAsync(context)).Failures.Single();
        failure.ErrorId.ShouldBe(errorId);
        failure.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Reports_a_name_that_does_not_resolve()
    {
        StatusRun run = await StatusRun.OfAsync(new StatusRequest
        {
            Source = new() { Server = "https://no-such-host.invalid:6443", Token = new SecretText("PLANTED-TOKEN"), RequestTimeout = TimeSpan.FromSeconds(10) },
        });
        run.Failures.Single().ErrorId.ShouldBe(ErrorIds.DnsFailed);
        run.Failures.Single().Message.ShouldContain("no-such-host.invalid");
    }

    [Fact]
    public async Task A_second_run_reuses_connections_and_clusters()
    {
        using var gateway = new KubernetesGateway();
        ConnectionSource source = new() { KubeConfigPaths = [_fake.KubeConfigPath] };
        IReadOnlyList<ClusterReference> first = gateway.FindClusters(source, new RecordingLog());
        gateway.FindClusters(source, new RecordingLog()).ShouldBeSameAs(first);
        await File.AppendAllTextAsync(_fake.KubeConfigPath, "# changed\n");
        gateway.FindClusters(source, new RecordingLog()).ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task Sends_only_reads()
    {
        await RunAsync("admin");
        _fake.Requests.All.ShouldAllBe(request => request.Method == "GET");
        _fake.Requests.All.Count.ShouldBe(2);
    }

    private Task<StatusRun> RunAsync(string context) => StatusRun.OfAsync(Request(context, TimeSpan.FromSeconds(1.5)));

    private StatusRequest Request(string context, TimeSpan timeout) => new()
    {
        Source = new() { KubeConfigPaths = [_fake.KubeConfigPath], RequestTimeout = timeout },
        Targets = [new(context, "eks-connector")],
    };
}
