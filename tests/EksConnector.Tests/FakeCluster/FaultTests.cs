using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

public sealed class FaultTests : IAsyncLifetime
{
    private const string Pods = "api/v1/namespaces/eks-connector/pods";

    private FakeKubernetes _fake = null!;
    private FakeClient _client = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 3, TlsFaults = true });
        await _fake.EnterAsync("healthy");
        _client = FakeClient.For(_fake);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(409, "Conflict")]
    [InlineData(410, "Expired")]
    [InlineData(422, "Invalid")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalError")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(504, "Timeout")]
    public async Task Returns_an_error_the_specified_number_of_times(int code, string reason)
    {
        _fake.Faults.Add(Fault.Answer(code, times: 1) with { RetryAfter = TimeSpan.FromSeconds(2) });

        using HttpResponseMessage first = await _client.Http.GetAsync(Pods);
        using HttpResponseMessage second = await _client.Http.GetAsync(Pods);

        ((int)first.StatusCode).ShouldBe(code);
        first.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        ((string?)JsonNode.Parse(await first.Content.ReadAsStringAsync())!["reason"]).ShouldBe(reason);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reports_a_proxy_that_responds_with_a_page_or_nothing()
    {
        _fake.Faults.Add(Fault.Answer(502, 1, FaultBody.ProxyPage));
        _fake.Faults.Add(Fault.Answer(503, 1, FaultBody.Empty));

        using HttpResponseMessage page = await _client.Http.GetAsync(Pods);
        using HttpResponseMessage nothing = await _client.Http.GetAsync(Pods);

        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await page.Content.ReadAsStringAsync()).ShouldContain("<html>");
        ((int)nothing.StatusCode).ShouldBe(503);
        (await nothing.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_applies_to_matching_requests()
    {
        _fake.Faults.Add(Fault.Answer(500) with { Verb = "list", Path = "/secrets", Context = "fleet-0002", After = 1 });
        using FakeClient second = FakeClient.For(_fake, context: "fleet-0002");
        using FakeClient third = FakeClient.For(_fake, context: "fleet-0003");

        int[] statuses =
        [
            await StatusAsync(second, "api/v1/secrets"),
            await StatusAsync(second, Pods),
            await StatusAsync(third, "api/v1/secrets"),
            await StatusAsync(second, "api/v1/secrets"),
        ];

        statuses.ShouldBe([200, 200, 200, 500]);
    }

    [Fact]
    public async Task Resets_the_connection_before_the_response()
    {
        _fake.Faults.Add(new Fault(FaultKind.Reset) { Times = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => _client.Http.GetAsync(Pods));
        (await _client.NamesAsync(Pods)).Length.ShouldBe(2);
        _fake.Requests.All[0].Status.ShouldBe(0);
    }

    [Fact]
    public async Task Resets_the_connection_in_the_body()
    {
        _fake.Faults.Add(new Fault(FaultKind.ResetInBody));

        await Should.ThrowAsync<HttpRequestException>(() => _client.Http.GetAsync(Pods));
    }

    [Fact]
    public async Task Closes_the_connection_in_the_body()
    {
        _fake.Faults.Add(new Fault(FaultKind.CutInBody));

        using HttpResponseMessage response = await _client.Http.GetAsync(Pods, HttpCompletionOption.ResponseHeadersRead);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_watch_ends_after_its_first_events()
    {
        _fake.Faults.Add(new Fault(FaultKind.CutInBody) { Verb = "watch", BodyBytes = 10_000 });
        using WatchReader watch = await _client.WatchAsync(Pods + "?watch=1");

        (await watch.NextAsync()).ShouldBe("ADDED eks-connector-0");
        await Should.ThrowAsync<IOException>(() => watch.NextAsync());
    }

    [Fact]
    public async Task Delays_the_headers()
    {
        _fake.Faults.Add(new Fault(FaultKind.Stall));
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => _client.Http.GetAsync(Pods, timeout.Token));
        (await _fake.Requests.WaitForAsync(request => request.Verb == "list")).Status.ShouldBe(0);
    }

    [Fact]
    public async Task Stalls_the_body()
    {
        _fake.Faults.Add(new Fault(FaultKind.StallInBody));
        using HttpResponseMessage response = await _client.Http.GetAsync(Pods, HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => body.CopyToAsync(Stream.Null, timeout.Token));
    }

    [Fact]
    public async Task Ends_the_body_early()
    {
        _fake.Faults.Add(new Fault(FaultKind.Truncate));

        string text = await _client.Http.GetStringAsync(Pods);

        text.ShouldStartWith("{\"kind\":\"PodList\"");
        Should.Throw<JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task Sends_the_whole_body_slowly()
    {
        _fake.Faults.Add(new Fault(FaultKind.SlowBytes) { PieceBytes = 1000, Pause = TimeSpan.FromMilliseconds(1) });

        (await _client.NamesAsync(Pods)).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("tls-expired")]
    [InlineData("tls-wrong-host")]
    [InlineData("tls-unknown-ca")]
    [InlineData("tls-plain-http")]
    public async Task Rejects_a_server_with_invalid_TLS(string context)
    {
        using FakeClient client = FakeClient.For(_fake, context: context);

        await Should.ThrowAsync<HttpRequestException>(() => client.Http.GetAsync("version"));
    }

    [Fact]
    public async Task Times_out_for_a_silent_server()
    {
        using FakeClient client = FakeClient.For(_fake, context: "tls-silent");
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => client.Http.GetAsync("version", timeout.Token));
    }

    [Fact]
    public async Task An_offline_cluster_refuses_connections()
    {
        using FakeClient client = FakeClient.For(_fake, context: "offline");

        (await Should.ThrowAsync<HttpRequestException>(() => client.Http.GetAsync("version")))
            .HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
    }

    private static async Task<int> StatusAsync(FakeClient client, string path)
    {
        using HttpResponseMessage response = await client.Http.GetAsync(path);
        return (int)response.StatusCode;
    }
}
