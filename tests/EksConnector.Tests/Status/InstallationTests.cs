using EksConnector.Core.Activation;
using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Identity;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Core.Operations;
using EksConnector.Core.Status;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;
using EksConnector.Tests.Kubernetes;

namespace EksConnector.Tests.Status;

/// <summary>Without a namespace, all installations are shown, so that look-alikes of the connector are visible.</summary>
public sealed class InstallationTests : IAsyncLifetime
{
    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 1 });
        await _fake.EnterAsync("healthy");
        await _fake.EnterAsync("healthy", "another");
    }

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [Fact]
    public async Task Shows_all_installations_with_the_default_namespace_first()
    {
        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "admin", null);

        run.Rows.Select(row => row.Namespace).Distinct().ShouldBe(["eks-connector", "another"]);
        run.Failures.ShouldBeEmpty();
        run.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Shows_only_the_specified_namespace()
    {
        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "admin", "another");

        run.Rows.Select(row => row.Namespace).Distinct().ShouldBe(["another"]);
    }

    [Fact]
    public async Task A_user_who_cannot_list_all_namespaces_sees_the_default_one()
    {
        _fake.Access.Grant("nobody", new AccessRule("get list", "pods statefulsets.apps events", "eks-connector"));

        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "nobody", null);

        run.Rows.Select(row => row.Namespace).Distinct().ShouldBe(["eks-connector"]);
        run.Failures.ShouldBeEmpty();
        run.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_installation_with_unreadable_Pods_does_not_hide_the_others()
    {
        _fake.Access.Grant("nobody", new AccessRule("get list", "statefulsets.apps"), new AccessRule("list", "pods events", "eks-connector"));

        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "nobody", null);

        run.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        run.Rows.Select(row => row.Namespace).Distinct().ShouldBe(["eks-connector"]);
        run.Warnings.ShouldHaveSingleItem().ShouldContain("'another'");
    }

    [Fact]
    public async Task A_forbidden_default_namespace_does_not_hide_the_others()
    {
        _fake.Access.Grant("nobody", new AccessRule("get list", "statefulsets.apps"), new AccessRule("list", "pods events", "another"));

        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "nobody", null);

        run.Rows.Select(row => row.Namespace).Distinct().ShouldBe(["another"]);
        run.Failures.ShouldBeEmpty();
        run.Warnings.ShouldHaveSingleItem().ShouldContain("'eks-connector'");
    }

    [Fact]
    public async Task Reports_an_error_when_no_installation_can_be_read()
    {
        _fake.Access.Grant("nobody", new AccessRule("get list", "statefulsets.apps"));

        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "nobody", null);

        run.Rows.ShouldBeEmpty();
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.AccessDenied);
    }

    [Fact]
    public async Task Suggests_the_namespaces_that_have_a_connector_for_a_mistyped_one()
    {
        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "admin", "anothr");

        EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
        failure.ErrorId.ShouldBe(ErrorIds.ConnectorNotInstalled);
        failure.Message.ShouldContain("the namespace 'anothr' does not exist");
        failure.RecommendedAction.ShouldContain("The connector is in: eks-connector, another.");
    }

    [Fact]
    public async Task Every_reading_operation_shows_every_installation()
    {
        using var gateway = new KubernetesGateway();
        ConnectionSource source = new() { KubeConfigPaths = [_fake.KubeConfigPath] };
        ClusterTarget[] targets = [new("admin", null)];
        var diagnosis = new DiagnosisRequest { Source = source, Targets = targets, SkipAws = true };
        static IAwsGateway NoAws() => throw new InvalidOperationException("AWS is not used.");

        await ShowsBothAsync(new GetClusterNameOperation(gateway).RunAsync(new() { Source = source, Targets = targets }), item => item.Namespace);
        await ShowsBothAsync(new GetLogOperation(gateway).RunAsync(new() { Source = source, Targets = targets }), item => ((LogEntry)item).Namespace);
        await ShowsBothAsync(new TestConnectorOperation(gateway, NoAws).RunAsync(diagnosis), item => item.Namespace);
        await ShowsBothAsync(new TestActivationOperation(() => gateway, NoAws, () => throw new InvalidOperationException()).RunAsync(new() { Source = source, Targets = targets, SkipAws = true }), item => item.Namespace);
    }

    [Fact]
    public async Task Finds_the_service_accounts_of_all_installations()
    {
        using var access = ClusterAccess.To(_fake.KubeConfigPath, "admin", TimeSpan.FromMinutes(1));

        IReadOnlyList<ConnectorAccount> accounts = await new ConnectorAccountFinder(access.Client, new RecordingLog()).FindAsync(null, CancellationToken.None);

        accounts.Select(account => account.Namespace).ShouldBe(["eks-connector", "another"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finds_a_Pod_that_only_one_cluster_has(bool follows)
    {
        _fake.Store.Delete("pods", "another", "eks-connector-1").ShouldBeTrue();
        using var gateway = new KubernetesGateway();
        var request = new LogRequest
        {
            Source = new() { KubeConfigPaths = [_fake.KubeConfigPath] },
            Targets = [new ClusterTarget("admin", null)],
            Pods = [new PodChoice(null, null, "eks-connector-1")],
            Follow = follows,
            Duration = follows ? TimeSpan.FromSeconds(1) : null,
        };

        EventLog<object> log = await EventLog<object>.OfAsync(new GetLogOperation(gateway).RunAsync(request));

        log.Failures.ShouldBeEmpty();
        log.Items.Cast<LogEntry>().Select(entry => (entry.Namespace, entry.Pod)).Distinct().ShouldBe([("eks-connector", "eks-connector-1")]);
    }

    [Fact]
    public async Task Waiting_names_the_namespace_of_Pods_that_are_not_ready()
    {
        _fake.Store.Delete("pods", "another", "eks-connector-1").ShouldBeTrue();

        StatusRun run = await StatusRun.OfAsync(new StatusRequest
        {
            Source = new() { KubeConfigPaths = [_fake.KubeConfigPath] },
            Targets = [new ClusterTarget("admin", null)],
            WaitTimeout = TimeSpan.FromMilliseconds(300),
        });

        run.Failures.ShouldHaveSingleItem().Message.ShouldContain("namespace another: eks-connector-1");
    }

    private static async Task ShowsBothAsync<T>(IAsyncEnumerable<OperationEvent<T>> events, Func<T, string?> namespaceOf)
    {
        EventLog<T> log = await EventLog<T>.OfAsync(events);
        log.Failures.ShouldBeEmpty();
        log.Items.Select(namespaceOf).Distinct().Order().ShouldBe(["another", "eks-connector"]);
    }
}
