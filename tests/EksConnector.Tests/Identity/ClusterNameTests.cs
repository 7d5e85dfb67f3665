using System.Text;
using System.Text.Json.Nodes;
using EksConnector.FakeCluster;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Identity;

/// <summary>The sources of the cluster name, their order, and the handling of unreadable sources.</summary>
public sealed class ClusterNameTests : IAsyncLifetime
{
    private const string Namespace = "eks-connector";
    private const string Pod = "eks-connector-0";
    private const string LogFile = "/var/log/amazon/ssm/amazon-ssm-agent.log";
    private const string Unregistered = "I0108 08:44:27.123456       1 initializer.go:27] using the stored state";

    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync();

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [Fact]
    public async Task The_first_response_ends_the_wait()
    {
        await _fake.EnterAsync("healthy");
        EventLog<ClusterIdentity> log = await OfAsync();
        log.Items.ShouldHaveSingleItem().Source.ShouldBe(IdentitySources.InitLog);
        Count("/log?").ShouldBe(1);
        Count("/exec?").ShouldBe(0);
        Count("/secrets/").ShouldBe(0);
    }

    [Fact]
    public async Task Reads_init_logs_before_files_and_files_before_Secrets()
    {
        await _fake.EnterAsync("agent-log-rolled");
        NoInitLog();
        EventLog<ClusterIdentity> log = await OfAsync();
        ClusterIdentity answer = log.Items.ShouldHaveSingleItem();
        (answer.Source, answer.Pod, answer.InstanceId).ShouldBe((IdentitySources.AgentLog, Pod, "eks_c:my-cluster_b5c81f52067a0041c"));
        Count("/log?").ShouldBe(3);
        // One command lists the files, and one command reads each file.
        Count("/exec?").ShouldBe(7);
        Count("/secrets/").ShouldBe(0);
    }

    [Fact]
    public async Task Reads_the_state_last_and_uses_only_the_cluster_name()
    {
        await _fake.EnterAsync("agent-log-missing");
        NoInitLog();
        EventLog<ClusterIdentity> log = await OfAsync();
        ClusterIdentity answer = log.Items.ShouldHaveSingleItem();
        (answer.Source, answer.Region, answer.ActivationId).ShouldBe((IdentitySources.StateSecret, "us-west-2", "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4"));
        Count("/secrets/").ShouldBe(1);
        string.Join('\n', log.Messages).ShouldNotContain("PLANTED", Case.Insensitive);
    }

    [Fact]
    public async Task Reading_the_files_and_the_command_end_at_the_first_match()
    {
        await _fake.EnterAsync("healthy");
        NoInitLog();
        _fake.Files.Delete(Namespace, Pod, "connector-agent", LogFile);
        _fake.Files.SetGenerated(
            Namespace,
            Pod,
            "connector-agent",
            LogFile,
            64 << 20,
            line => $"2026-01-08 08:44:27 INFO [ssm-agent-worker] line {line}{(line == 1000 ? " eks_c:my-cluster_0123456789abcdef0" : string.Empty)}");
        (await OfAsync()).Items.ShouldHaveSingleItem().InstanceId.ShouldBe("eks_c:my-cluster_0123456789abcdef0");
        await _fake.Exec.WaitForIdleAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_state_of_deleted_Pods_names_the_cluster()
    {
        await _fake.EnterAsync("scaled-to-zero");
        EventLog<ClusterIdentity> log = await OfAsync(all: true);
        log.Items.Select(answer => (answer.Pod, answer.Source, answer.ClusterName)).ShouldBe(
            [(Pod, IdentitySources.StateSecret, "my-cluster"), ("eks-connector-1", IdentitySources.StateSecret, "my-cluster")]);
    }

    [Fact]
    public async Task Reports_sources_that_differ()
    {
        await _fake.EnterAsync("healthy");
        _fake.Store.Change("secrets", Namespace, "eks-connector-state-1", secret =>
            secret["data"]!["regkey"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"instanceID":"eks_c:other_0123456789abcdef0","region":"eu-west-1","privateKey":"PLANTED-KEY"}""")));
        EventLog<ClusterIdentity> log = await OfAsync(all: true);
        log.Items.ShouldAllBe(answer => answer.Agreement == false);
        log.Items.Select(answer => answer.ClusterName).Distinct().ShouldBe(["my-cluster", "other"]);
        string warning = log.Warnings.ShouldHaveSingleItem();
        warning.ShouldContain("other (StateSecret of eks-connector-1)");
        warning.ShouldContain("my-cluster (InitLog of eks-connector-0)");
        string.Join('\n', log.Messages).ShouldNotContain("PLANTED", Case.Insensitive);
    }

    [Theory]
    [InlineData("pods/log", IdentitySources.AgentLog)]
    [InlineData("pods/log pods/exec", IdentitySources.StateSecret)]
    public async Task Without_a_permission_another_source_is_used(string missing, string source)
    {
        await _fake.EnterAsync("healthy");
        _fake.Access.Grant("nobody", new AccessRule("get list create", string.Join(' ', new[] { "pods", "statefulsets.apps", "pods/log", "pods/exec", "secrets" }.Except(missing.Split(' ')))));
        EventLog<ClusterIdentity> log = await ClusterNameRun.OfAsync(_fake.KubeConfigPath, "nobody", Namespace);
        log.Failures.ShouldBeEmpty();
        log.Warnings.ShouldBeEmpty();
        log.Items.ShouldHaveSingleItem().Source.ShouldBe(source);
    }

    [Fact]
    public async Task The_state_Secret_names_the_cluster_when_the_node_is_unreachable()
    {
        await _fake.EnterAsync("node-lost");
        EventLog<ClusterIdentity> log = await OfAsync();
        log.Failures.ShouldBeEmpty();
        log.Items.ShouldHaveSingleItem().Source.ShouldBe(IdentitySources.StateSecret);

        log = await OfAsync(all: true);
        log.Items.ShouldAllBe(answer => answer.Source == IdentitySources.StateSecret);
        log.Warnings.ShouldHaveSingleItem().ShouldContain("no route to host");
    }

    [Fact]
    public async Task Reports_why_nothing_can_be_read()
    {
        await _fake.EnterAsync("node-lost");
        _fake.Store.Delete("secrets", Namespace, "eks-connector-state-0");
        _fake.Store.Delete("secrets", Namespace, "eks-connector-state-1");
        EksConnectorException failure = (await OfAsync()).Failures.ShouldHaveSingleItem();
        failure.ErrorId.ShouldBe(ErrorIds.ClusterNameNotFound);
        failure.Message.ShouldContain("These could not be read: InitLog of eks-connector-0 (");
        failure.Message.ShouldContain("no route to host");
    }

    [Fact]
    public async Task A_damaged_state_Secret_gives_no_name_and_reveals_nothing()
    {
        await _fake.EnterAsync("scaled-to-zero");
        foreach (int ordinal in new[] { 0, 1 })
        {
            _fake.Store.Change("secrets", Namespace, $"eks-connector-state-{ordinal}", secret =>
                secret["data"] = new JsonObject { ["regkey"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"instanceID\": \"PLANTED-DAMAGED")) });
        }

        EventLog<ClusterIdentity> log = await OfAsync();
        log.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.ClusterNameNotFound);
        string.Join('\n', log.Messages).ShouldNotContain("PLANTED", Case.Insensitive);
    }

    private Task<EventLog<ClusterIdentity>> OfAsync(bool all = false) => ClusterNameRun.OfAsync(_fake.KubeConfigPath, "admin", Namespace, all);

    private int Count(string part) => _fake.Requests.All.Count(request => request.PathAndQuery.Contains(part, StringComparison.Ordinal));

    // A Pod that was restarted does not register again.
    private void NoInitLog()
    {
        _fake.Logs.Set(Namespace, Pod, "connector-init", Unregistered, DateTime.UtcNow);
        _fake.Logs.Set(Namespace, "eks-connector-1", "connector-init", Unregistered, DateTime.UtcNow);
    }
}
