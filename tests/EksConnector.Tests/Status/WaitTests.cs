using System.Text.Json.Nodes;
using EksConnector.Core.Operations;
using EksConnector.Core.Status;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Status;

/// <summary>Waiting for readiness on the fake cluster, while the test changes objects.</summary>
public sealed class WaitTests : IAsyncLifetime
{
    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 2 });
        await _fake.EnterAsync("healthy");
    }

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [Fact]
    public async Task Does_not_wait_for_a_ready_connector()
    {
        StatusRun run = await StatusRun.OfAsync(Request("admin", TimeSpan.FromMinutes(5)));
        run.Rows.ShouldAllBe(row => row.IsReady);
        _fake.Requests.All.ShouldNotContain(request => request.Verb == "watch");
    }

    [Fact]
    public async Task Waiting_ends_when_the_Pods_are_ready_and_shows_what_it_waits_for()
    {
        SetReady("eks-connector-1", "False");
        using var gateway = new KubernetesGateway();
        var progress = new List<string>();
        var rows = new List<PodStatus>();
        Task<RecordedRequest> watching = _fake.Requests.WaitForAsync(request => request.Verb == "watch");
        Task change = Task.Run(async () =>
        {
            await watching;
            SetReady("eks-connector-1", "True");
        });
        await foreach (OperationEvent<PodStatus> operationEvent in new GetStatusOperation(gateway).RunAsync(Request("admin", TimeSpan.FromMinutes(5))))
        {
            switch (operationEvent)
            {
                case ProgressEvent<PodStatus> report:
                    progress.Add(report.Status);
                    break;
                case ItemEvent<PodStatus> item:
                    rows.Add(item.Item);
                    break;
            }
        }

        await change;
        progress.Distinct().ShouldBe(["admin: eks-connector-1 (Running)"]);
        rows.Count.ShouldBe(2);
        rows.ShouldAllBe(row => row.IsReady);
    }

    [Fact]
    public async Task A_timeout_is_a_failure_with_the_last_state()
    {
        SetReady("eks-connector-1", "False");
        StatusRun run = await StatusRun.OfAsync(Request("admin", TimeSpan.FromMilliseconds(300)));
        EksConnectorException failure = run.Failures.Single();
        (failure.ErrorId, failure.Category, failure.Target).ShouldBe((ErrorIds.WaitTimeout, FailureCategory.OperationTimeout, "admin"));
        failure.Message.ShouldContain("the connector is not ready: eks-connector-1 (Running)");
        run.Rows.Select(row => row.IsReady).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Polls_without_the_permission_to_watch()
    {
        SetReady("eks-connector-1", "False");
        _fake.Faults.Add(Fault.Answer(403) with { Verb = "watch" });
        StatusRun run = await WaitWhileBecomingReadyAsync(request => request.Verb == "watch");
        run.Traces.ShouldContain(trace => trace.Contains("verb watch, resource pods"));
    }

    [Fact]
    public async Task Restarts_an_expired_watch()
    {
        SetReady("eks-connector-1", "False");
        _fake.Faults.Add(Fault.Answer(410, 1) with { Verb = "watch" });
        await WaitWhileBecomingReadyAsync(request => request.Verb == "watch" && request.Status == 200);
    }

    [Fact]
    public async Task A_cluster_that_is_not_ready_does_not_delay_the_other()
    {
        _fake.GiveOwnStore("fleet-0001").Change("pods", "eks-connector", "eks-connector-0", pod => Set(pod, "False"));
        StatusRun run = await StatusRun.OfAsync(Request("fleet-*", TimeSpan.FromMilliseconds(500)));
        run.Failures.Single().Target.ShouldBe("fleet-0001");
        run.Rows[..2].ShouldAllBe(row => row.Context == "fleet-0002");
        run.Rows.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_broken_watch_does_not_end_the_wait()
    {
        SetReady("eks-connector-1", "False");
        _fake.Faults.Add(new Fault(FaultKind.Reset) { Verb = "watch", Times = 1 });
        await WaitWhileBecomingReadyAsync(request => request.Verb == "watch");
    }

    [Fact]
    public async Task Waiting_for_an_unreachable_server_ends_with_the_last_state()
    {
        SetReady("eks-connector-1", "False");
        _fake.Faults.Add(Fault.Answer(503) with { Verb = "watch" });
        _fake.Faults.Add(Fault.Answer(503) with { Verb = "list", Path = "/pods", After = 1 });
        StatusRun run = await StatusRun.OfAsync(Request("admin", TimeSpan.FromSeconds(3)));
        run.Failures.Single().ErrorId.ShouldBe(ErrorIds.WaitTimeout);
        run.Failures.Single().Message.ShouldContain("The last query failed");
        run.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_watch_that_ends_immediately_does_not_cause_a_busy_loop()
    {
        SetReady("eks-connector-1", "False");
        _fake.Faults.Add(Fault.Answer(410) with { Verb = "watch" });
        await StatusRun.OfAsync(Request("admin", TimeSpan.FromSeconds(3)));
        _fake.Requests.All.Count(request => request.Verb == "watch").ShouldBeLessThan(4);
    }

    [Fact]
    public async Task Scaled_to_zero_is_not_ready()
    {
        await _fake.EnterAsync("scaled-to-zero");
        StatusRun run = await StatusRun.OfAsync(Request("admin", TimeSpan.FromMilliseconds(200)));
        run.Failures.Single().Message.ShouldContain("scaled to 0");
    }

    // Waits, and makes the last Pod ready after a given request.
    private async Task<StatusRun> WaitWhileBecomingReadyAsync(Func<RecordedRequest, bool> when)
    {
        Task change = Task.Run(async () =>
        {
            await _fake.Requests.WaitForAsync(when);
            SetReady("eks-connector-1", "True");
        });
        StatusRun run = await StatusRun.OfAsync(Request("admin", TimeSpan.FromMinutes(1)));
        await change;
        run.Failures.ShouldBeEmpty();
        run.Rows.ShouldAllBe(row => row.IsReady);
        return run;
    }

    private StatusRequest Request(string context, TimeSpan timeout) => new()
    {
        Source = new() { KubeConfigPaths = [_fake.KubeConfigPath] },
        Targets = [new(context, null)],
        WaitTimeout = timeout,
    };

    private void SetReady(string pod, string ready) => _fake.Store.Change("pods", "eks-connector", pod, changed => Set(changed, ready));

    private static void Set(JsonObject pod, string ready)
    {
        foreach (JsonNode? condition in pod["status"]!["conditions"]!.AsArray())
        {
            if ((string?)condition!["type"] == "Ready")
            {
                condition["status"] = ready;
            }
        }
    }
}
