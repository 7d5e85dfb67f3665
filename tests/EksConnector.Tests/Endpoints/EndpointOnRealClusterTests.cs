using System.Text;
using System.Text.Json.Nodes;
using EksConnector.Core.Endpoints;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Endpoints;

/// <summary>
/// Tests endpoints on the address of the bridge from real Pods, with real tools: from the container of the running agent, and from a
/// temporary Pod.
/// </summary>
/// <param name="cluster">The connectors whose endpoints are on the bridge.</param>
[Trait("Cluster", "Real")]
[Collection(BridgeGroup.Name)]
public sealed class EndpointOnRealClusterTests(BridgeCluster cluster) : IClassFixture<BridgeCluster>
{
    // A busy machine needs seconds for a step. Only steps that must time out are waited for.
    private static readonly TimeSpan s_stepTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_shortTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_handshakeTimeout = TimeSpan.FromSeconds(6);

    /// <summary>The failed step, the findings of ssm and ssmmessages, and the summary for each behavior, from the agent and from a temporary Pod.</summary>
    public static TheoryData<BridgeBehavior, bool, string?, string?, string?, string> Endpoints => Rows(
    [
        (BridgeBehavior.Responds, null, null, null, "The endpoint responds with HTTP status 404."),
        (BridgeBehavior.IsSlow, null, null, null, "The endpoint responds with HTTP status 404."),
        (BridgeBehavior.IsAbsent, "Tcp", "SsmConnectionRefused", "SsmMessagesConnectionRefused", "The TCP connection is refused."),
        (BridgeBehavior.Drops, "Tcp", "SsmTimeout", "SsmMessagesTimeout", "The TCP connection times out."),
        (BridgeBehavior.IsSilent, "Tls", "SsmTimeout", "SsmMessagesTimeout", "The TCP connection succeeds, but the TLS handshake times out."),
        (BridgeBehavior.SendsNoResponse, "Http", "SsmTimeout", "SsmMessagesTimeout", "The connection succeeds, but no HTTP response arrives."),
        (BridgeBehavior.ClosesDuringHandshake, "Tls", "SsmConnectionClosed", "SsmMessagesUnreachable", "The connection is closed during the TLS handshake."),
        (BridgeBehavior.SpeaksPlainText, "Tls", "SsmUnreachable", "SsmMessagesUnreachable", "The server on this port does not use TLS."),
        (BridgeBehavior.HasAnotherName, "Tls", "SsmTlsFailed", "SsmMessagesTlsFailed", "The certificate is not trusted"),
        (BridgeBehavior.IsIntercepted, "Tls", "SsmTlsFailed", "SsmMessagesTlsFailed", "It was issued by 'CN=Corporate TLS inspection'."),
    ]);

    /// <summary>The failed step, the finding, and the summary for each behavior of the HTTP proxy.</summary>
    public static TheoryData<BridgeBehavior, bool, string?, string?, string?, string> Proxies => Rows(
    [
        (BridgeBehavior.Proxies, null, null, null, "The endpoint responds with HTTP status 404."),
        (BridgeBehavior.Proxies403, "Proxy", "EgressProxyFailed", "EgressProxyFailed", "The HTTP proxy rejects the connection with HTTP status 403."),
        (BridgeBehavior.Proxies407, "Proxy", "EgressProxyFailed", "EgressProxyFailed", "The HTTP proxy rejects the connection with HTTP status 407."),
        (BridgeBehavior.IsSilent, "Proxy", "EgressProxyFailed", "EgressProxyFailed", "The HTTP proxy does not respond."),
        (BridgeBehavior.IsAbsent, "Proxy", "EgressProxyFailed", "EgressProxyFailed", "The connection to the HTTP proxy is refused."),
        (BridgeBehavior.Drops, "Proxy", "EgressProxyFailed", "EgressProxyFailed", "The connection to the HTTP proxy times out."),
        (BridgeBehavior.ClosesDuringHandshake, "Proxy", "EgressProxyFailed", "EgressProxyFailed", "The HTTP proxy closes the connection."),
    ]);

    [SkippableTheory]
    [MemberData(nameof(Endpoints))]
    public async Task An_endpoint_on_the_bridge(BridgeBehavior behavior, bool isTemporary, string? step, string? ssm, string? messages, string summary)
    {
        string connector = await cluster.EnterAsync(usesProxy: false);
        await using BridgeServer? server = cluster.Start(443, behavior);

        EventLog<EndpointResult> log = await RunAsync(connector, isTemporary, request => WithTimeout(request, behavior));

        log.Items.Select(item => $"{item.Endpoint} {item.HostName}").ShouldBe(
            ["ssm ssm.us-west-2.amazonaws.com", "ssmmessages ssmmessages.us-west-2.amazonaws.com", "agent.endpoint vpce.test"]);
        log.Items.Select(item => item.FindingCode).ShouldBe([ssm, messages, ssm]);
        foreach (EndpointResult item in log.Items)
        {
            (item.IsReachable, item.FailedStep, item.HttpStatus, item.Proxy).ShouldBe((step is null, step, step is null ? 404 : null, null));
            item.Summary.ShouldContain(summary);
            item.Addresses.ShouldBe([cluster.Address]);
            item.Tools.ShouldBe(["getent", "curl"]);
            item.IsTemporaryPod.ShouldBe(isTemporary);
            item.NodeName.ShouldNotBeNullOrEmpty();
            item.CertificateIssuer.ShouldBe(behavior switch
            {
                BridgeBehavior.IsIntercepted => "CN=Corporate TLS inspection",
                BridgeBehavior.Responds or BridgeBehavior.IsSlow or BridgeBehavior.SendsNoResponse or BridgeBehavior.HasAnotherName => "CN=Endpoint test",
                _ => null,
            });

            // Each duration is that of a step that was completed. curl does not report the time of the connection if TLS fails.
            item.DnsTime.ShouldNotBeNull().ShouldBeLessThan(s_stepTimeout);
            (item.ConnectTime is not null).ShouldBe(step is null or "Http");
            (item.TlsTime is not null).ShouldBe(step is null or "Http");
            (item.ResponseTime is not null).ShouldBe(step is null);
            if (behavior == BridgeBehavior.IsSlow)
            {
                // curl rounds each time to a millisecond.
                TimeSpan minimum = BridgeServer.Pause - TimeSpan.FromMilliseconds(10);
                item.TlsTime!.Value.ShouldBeGreaterThanOrEqualTo(minimum);
                item.ResponseTime!.Value.ShouldBeGreaterThanOrEqualTo(minimum);
                item.ConnectTime!.Value.ShouldBeLessThan(BridgeServer.Pause);
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Proxies))]
    public async Task An_HTTP_proxy_on_the_bridge(BridgeBehavior behavior, bool isTemporary, string? step, string? ssm, string? messages, string summary)
    {
        string connector = await cluster.EnterAsync(usesProxy: true);
        await using BridgeServer? server = cluster.Start(BridgeCluster.ProxyPort, behavior);

        EventLog<EndpointResult> log = await RunAsync(connector, isTemporary, request => WithTimeout(request, behavior));

        log.Items.Select(item => item.FindingCode).ShouldBe([ssm, messages, ssm]);
        foreach (EndpointResult item in log.Items)
        {
            (item.IsReachable, item.FailedStep, item.HttpStatus).ShouldBe((step is null, step, step is null ? 404 : null));
            item.Summary.ShouldContain(summary);
            item.Proxy.ShouldBe($"http://{cluster.Address}:{BridgeCluster.ProxyPort}");
            item.CertificateIssuer.ShouldBe(step is null ? "CN=Endpoint test" : null);
            (item.TlsTime is not null).ShouldBe(step is null);
            (item.ResponseTime is not null).ShouldBe(step is null);
        }

        if (behavior is BridgeBehavior.Proxies or BridgeBehavior.Proxies403)
        {
            server!.Requests.ShouldContain("CONNECT ssm.us-west-2.amazonaws.com:443 HTTP/1.1");
        }
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_the_name_server_does_not_resolve(bool isTemporary)
    {
        string connector = await cluster.EnterAsync(usesProxy: false);

        EventLog<EndpointResult> log = await RunAsync(connector, isTemporary, request => request with { Region = "eu-west-1" });

        log.Items.Take(2).Select(item => $"{item.HostName} {item.IsReachable} {item.FailedStep} {item.FindingCode}").ShouldBe(
            ["ssm.eu-west-1.amazonaws.com False Dns SsmDnsFailed", "ssmmessages.eu-west-1.amazonaws.com False Dns SsmMessagesDnsFailed"]);
        log.Items.Take(2).ShouldAllBe(item => item.Addresses.Count == 0 && item.ConnectTime == null && item.TlsTime == null && item.ResponseTime == null);
    }

    [SkippableTheory]
    [InlineData(BridgeBehavior.IsAbsent, false, "Tcp", "SsmConnectionRefused", "The TCP connection is refused.")]
    [InlineData(BridgeBehavior.Drops, false, "Tcp", "SsmTimeout", "The TCP connection times out.")]
    [InlineData(BridgeBehavior.Responds, null, null, null, "The TCP connection succeeds. TLS and HTTP could not be tested with the tools in the container.")]
    public async Task The_tools_of_BusyBox_show_what_they_can(BridgeBehavior behavior, bool? isReachable, string? step, string? code, string summary)
    {
        string connector = await cluster.EnterAsync(usesProxy: false);
        await using BridgeServer? server = cluster.Start(443, behavior);

        EndpointResult ssm = (await RunAsync(connector, isTemporary: true, request => WithTimeout(request, behavior) with { Image = EndpointImage.Agent })).Items[0];

        (ssm.IsReachable, ssm.FailedStep, ssm.FindingCode).ShouldBe((isReachable, step, code));
        ssm.Summary.ShouldContain(summary);

        // The address is from the hosts file, which nslookup does not read.
        ssm.Addresses.ShouldBe([cluster.Address]);
        ssm.Tools.ShouldBe(["wget", "nc"]);
    }

    [SkippableFact]
    public async Task A_rejected_Pod_is_a_result_with_the_reason_of_the_API_server()
    {
        string connector = await cluster.EnterAsync(usesProxy: true);
        await cluster.KubectlAsync("-n", connector, "create", "quota", "none", "--hard=pods=0");
        try
        {
            await cluster.KubectlAsync("-n", connector, "wait", "quota/none", "--for=jsonpath={.status.hard.pods}=0", "--timeout=30s");

            EventLog<EndpointResult> log = await RunAsync(connector, isTemporary: true);

            log.Items.Count.ShouldBe(3);
            log.Items.ShouldAllBe(item => item.IsReachable == null && item.FindingCode == null && item.Summary.Contains("was not admitted") && item.Summary.Contains("exceeded quota: none"));
        }
        finally
        {
            await cluster.KubectlAsync("-n", connector, "delete", "quota", "none");
        }
    }

    [SkippableFact]
    public async Task A_canceled_test_leaves_no_Pod()
    {
        string connector = await cluster.EnterAsync(usesProxy: false);
        await using BridgeServer? server = cluster.Start(443, BridgeBehavior.IsSilent);
        using var stop = new CancellationTokenSource();
        Task<EventLog<EndpointResult>> running = RunAsync(connector, isTemporary: true, request => request with { StepTimeout = TimeSpan.FromMinutes(1) }, cancellationToken: stop.Token);
        await server!.Connected;
        (await PodsAsync(connector)).ShouldHaveSingleItem();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);

        (await PodsAsync(connector)).ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_next_test_deletes_the_Pod_of_a_killed_process(bool isTemporary)
    {
        string connector = await cluster.EnterAsync(usesProxy: false);
        await using BridgeServer? server = cluster.Start(443, BridgeBehavior.Responds);
        string name = EndpointPod.NewName();
        var pod = new EndpointPod(cluster.Image, workload: null, TimeSpan.FromSeconds(1));
        await cluster.KubectlAsync(pod.ToJson(name, connector, node: null, EndpointTarget.Of("us-west-2", endpoint: null)), "apply", "-f", "-");

        await RunAsync(connector, isTemporary, left: name);

        // A test that still runs is not a leftover.
        (await PodsAsync(connector)).ShouldBe([name]);
        await RunAsync(connector, isTemporary, clock: new LaterClock(pod.Deadline + TimeSpan.FromSeconds(30)));
        (await PodsAsync(connector)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_node_is_tested_from_a_Pod_of_its_own_and_must_exist()
    {
        string connector = await cluster.EnterAsync(usesProxy: false);
        await using BridgeServer? server = cluster.Start(443, BridgeBehavior.Responds);
        string node = Encoding.UTF8.GetString(await cluster.KubectlAsync("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}"));

        EventLog<EndpointResult> log = await RunAsync(connector, isTemporary: true, request => request with { Nodes = [node] });
        log.Items.Select(item => $"{item.NodeName} {item.IsReachable} {item.IsTemporaryPod}").Distinct().ShouldBe([$"{node} True True"]);

        using var gateway = new KubernetesGateway();
        EventLog<EndpointResult> missing = await EndpointRun.OfAsync(gateway, Request(connector) with { Nodes = [node, "no-such-node"] });
        missing.Failures.ShouldHaveSingleItem().Message.ShouldContain("the node 'no-such-node' does not exist");
        missing.Items.ShouldBeEmpty();
        (await PodsAsync(connector)).ShouldBeEmpty();
    }

    private static TheoryData<BridgeBehavior, bool, string?, string?, string?, string> Rows(
        (BridgeBehavior Behavior, string? Step, string? Ssm, string? Messages, string Summary)[] behaviors)
    {
        var rows = new TheoryData<BridgeBehavior, bool, string?, string?, string?, string>();
        foreach ((BridgeBehavior behavior, string? step, string? ssm, string? messages, string summary) in behaviors)
        {
            rows.Add(behavior, false, step, ssm, messages, summary);
            rows.Add(behavior, true, step, ssm, messages, summary);
        }

        return rows;
    }

    private static EndpointRequest WithTimeout(EndpointRequest request, BridgeBehavior behavior) => request with
    {
        StepTimeout = behavior switch
        {
            BridgeBehavior.Drops or BridgeBehavior.IsSilent => s_shortTimeout,
            BridgeBehavior.SendsNoResponse => s_handshakeTimeout,
            _ => request.StepTimeout,
        },
    };

    private EndpointRequest Request(string connector) => new()
    {
        Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
        Targets = [new("admin", connector)],
        StepTimeout = s_stepTimeout,
        Verbose = true,
    };

    private async Task<EventLog<EndpointResult>> RunAsync(
        string connector,
        bool isTemporary,
        Func<EndpointRequest, EndpointRequest>? change = null,
        TimeProvider? clock = null,
        string? left = null,
        CancellationToken cancellationToken = default)
    {
        EndpointRequest request = Request(connector) with { Image = isTemporary ? cluster.Image : null };
        using var gateway = new KubernetesGateway();
        EventLog<EndpointResult> log = await EndpointRun.OfAsync(gateway, change?.Invoke(request) ?? request, clock, cancellationToken);

        log.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        log.Warnings.ShouldBeEmpty();
        (await PodsAsync(connector)).ShouldBe(left is null ? [] : [left]);

        // The registry is a row if the node had to pull the image.
        log.Items.RemoveAll(item => item is { Endpoint: EndpointTarget.Registry, IsReachable: true });
        return log;
    }

    // A Pod with a deletion time is deleted as soon as its containers have ended.
    private async Task<string[]> PodsAsync(string connector)
    {
        JsonNode pods = JsonNode.Parse(await cluster.KubectlAsync("-n", connector, "get", "pods", "-l", EndpointPod.Selector, "-o", "json"))!;
        return [.. pods["items"]!.AsArray().Where(pod => pod!["metadata"]!["deletionTimestamp"] is null).Select(pod => (string)pod!["metadata"]!["name"]!)];
    }

    private sealed class LaterClock(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }
}
