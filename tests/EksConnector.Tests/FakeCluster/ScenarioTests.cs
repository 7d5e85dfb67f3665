using System.Text.Json.Nodes;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

public sealed class ScenarioTests : IAsyncLifetime
{
    private static readonly string[] s_realClusterScenarios =
    [
        "healthy", "init-crashloop", "init-offline", "init-forbidden", "init-slow", "image-pull-backoff", "registry-unreachable",
        "agent-image-pull-backoff", "agent-crashloop", "agent-offline", "proxy-crashloop", "agent-log-rotated", "agent-log-rolled",
        "agent-denied", "agent-log-missing", "one-pod-broken", "pending", "config-missing", "scaled-to-zero", "missing", "no-namespace",
    ];

    private FakeKubernetes _fake = null!;
    private FakeClient _client = null!;

    public static TheoryData<string> Names => [.. FakeKubernetes.Scenarios];

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync();
        _client = FakeClient.For(_fake);
        _client.Http.DefaultRequestHeaders.Accept.ParseAdd("application/json;as=Table;v=v1;g=meta.k8s.io");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _fake.DisposeAsync();
    }

    [Fact]
    public void The_fake_has_every_scenario_of_the_real_cluster() => s_realClusterScenarios.Except(FakeKubernetes.Scenarios).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_scenario_can_be_entered_in_any_namespace(string name)
    {
        await _fake.EnterAsync(name, "elsewhere");

        _fake.Store.List("statefulsets").ShouldAllBe(set => (string?)set["metadata"]!["namespace"] == "elsewhere");
        string everything = string.Concat(((string[])["pods", "events", "secrets", "statefulsets", "nodes"]).SelectMany(kind => _fake.Store.List(kind)));
        everything.ShouldNotContain("${");
    }

    [Theory]
    [InlineData("healthy", "eks-connector-0 2/2 Running 0", "eks-connector-1 2/2 Running 0")]
    [InlineData("init-crashloop", "eks-connector-0 0/2 Init:CrashLoopBackOff 5")]
    [InlineData("init-slow", "eks-connector-0 0/2 Init:0/1 0")]
    [InlineData("image-pull-backoff", "eks-connector-0 0/2 Init:ImagePullBackOff 0")]
    [InlineData("agent-image-pull-backoff", "eks-connector-0 1/2 ImagePullBackOff 0")]
    [InlineData("agent-crashloop", "eks-connector-0 1/2 CrashLoopBackOff 5", "eks-connector-1 1/2 CrashLoopBackOff 5")]
    [InlineData("one-pod-broken", "eks-connector-0 2/2 Running 0", "eks-connector-1 0/2 Init:CrashLoopBackOff 5")]
    [InlineData("pending", "eks-connector-0 0/2 Pending 0")]
    [InlineData("config-missing", "eks-connector-0 0/2 Init:0/1 0")]
    [InlineData("scaled-to-zero")]
    [InlineData("missing")]
    [InlineData("no-namespace")]
    [InlineData("helm", "eks-connector-0 2/2 Running 0")]
    [InlineData("sidecar", "eks-connector-0 3/3 Running 0", "eks-connector-1 3/3 Running 0")]
    [InlineData("evicted", "eks-connector-0 2/2 Running 0", "eks-connector-1 0/2 Evicted 0")]
    [InlineData("terminating", "eks-connector-0 2/2 Running 0", "eks-connector-1 2/2 Terminating 0")]
    [InlineData("node-lost", "eks-connector-0 2/2 Unknown 0", "eks-connector-1 2/2 Unknown 0")]
    [InlineData("ordered-ready", "eks-connector-0 1/2 ContainerCreating 0")]
    [InlineData("quota")]
    public async Task The_server_side_table_of_Pods_equals_the_real_one(string name, params string[] rows)
    {
        await _fake.EnterAsync(name);

        JsonNode table = await _client.JsonAsync("api/v1/namespaces/eks-connector/pods");

        table["rows"]!.AsArray().Select(row => string.Join(' ', row!["cells"]!.AsArray().Take(4))).ShouldBe(rows);
    }

    [Fact]
    public async Task Entering_another_scenario_replaces_the_current_one()
    {
        await _fake.EnterAsync("healthy");
        await _fake.EnterAsync("node-lost", "other");
        await _fake.EnterAsync("no-namespace");

        _fake.Store.List("pods", "eks-connector").ShouldBeEmpty();
        _fake.Store.Find("namespaces", null, "eks-connector").ShouldBeNull();
        _fake.Store.List("pods", "other").Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_fake_contains_planted_secrets()
    {
        await _fake.EnterAsync("healthy");

        var code = (string?)_fake.Store.Find("secrets", "eks-connector", "eks-connector-activation-config")!["data"]!["code"];
        Convert.FromBase64String(code!).ShouldBe("PLANTED-CODE-4pLe9zQmVtR2xWcBn7Ks"u8.ToArray());
    }

    [Fact]
    public async Task Reports_an_unknown_name_with_the_existing_ones() =>
        (await Should.ThrowAsync<ArgumentException>(() => _fake.EnterAsync("nope"))).Message.ShouldContain("init-crashloop");
}
