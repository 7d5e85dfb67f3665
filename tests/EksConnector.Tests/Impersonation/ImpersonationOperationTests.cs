using System.Text.Json.Nodes;
using EksConnector.Core.Aws;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Impersonation;

/// <summary>Failures of grants and revocations, on a fake cluster that causes them.</summary>
public sealed class ImpersonationOperationTests : IAsyncLifetime
{
    private const string Admin = "arn:aws:iam::111122223333:role/admin";
    private static readonly string s_impersonate = ImpersonationNames.Impersonate("eks-connector", Admin);
    private FakeKubernetes _fake = null!;
    private ImpersonationRun _module = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 3 });
        await _fake.EnterAsync("healthy");
        _module = Module();
    }

    public async Task DisposeAsync()
    {
        _module.Dispose();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task A_plan_only_reads_and_shows_the_changes()
    {
        EventLog<ImpersonationPlan> run = await _module.PlanAsync(ConsoleAccess.ConsoleNamespace, ["default"], Admin);

        _fake.Requests.All.ShouldAllBe(request => request.Method == "GET");
        run.Items.ShouldHaveSingleItem().Describe().Split(Environment.NewLine).Select(line => line.Split(':')[0]).ShouldBe(
        [
            "Context admin",
            "  create ClusterRole/eksconnector-console",
            "  create ClusterRole/eksconnector-console-cluster",
            $"  create ClusterRole/{s_impersonate}",
            $"  create ClusterRoleBinding/{s_impersonate}",
            $"  create ClusterRoleBinding/{ImpersonationNames.ReadCluster("eks-connector", Admin)}",
            $"  create RoleBinding/default/{ImpersonationNames.Read("eks-connector", Admin)}",
        ]);
    }

    [Fact]
    public async Task Sends_every_write_as_a_dry_run_before_the_first_real_one()
    {
        await _module.GrantAsync(ConsoleAccess.ConsoleAllNamespaces, [], [.. Enumerable.Range(0, 30).Select(i => $"{Admin}{i}")]);

        bool[] dry = [.. _fake.Requests.Writes.Select(request => request.IsDryRun)];
        dry.Length.ShouldBe(2 * (1 + (30 * 3)));
        dry[..91].ShouldAllBe(isDry => isDry);
        dry[91..].ShouldAllBe(isDry => !isDry);
    }

    [Fact]
    public async Task Written_objects_are_labeled_and_name_the_user()
    {
        await _module.GrantAsync(Admin);

        JsonObject role = _fake.Store.Find("clusterroles", null, s_impersonate)!;
        role["rules"]!.ToJsonString().ShouldBe($$"""[{"verbs":["impersonate"],"apiGroups":[""],"resources":["users"],"resourceNames":["{{Admin}}"]}]""");
        ((string?)role["metadata"]!["labels"]!["app.kubernetes.io/managed-by"]).ShouldBe("EksConnector");
        ((string?)role["metadata"]!["annotations"]!["eksconnector.github.io/principal-arn"]).ShouldBe(Admin);
        _fake.Store.Find("clusterrolebindings", null, s_impersonate)!["subjects"]!.ToJsonString()
            .ShouldBe("""[{"kind":"ServiceAccount","name":"eks-connector","namespace":"eks-connector"}]""");
    }

    [Fact]
    public void Never_writes_an_impersonation_rule_without_names() =>
        Should.Throw<InvalidOperationException>(() => new RbacObject
        {
            Kind = RbacKind.ClusterRole,
            Name = "x",
            Rules = [new PolicyRule(["impersonate"], [""], ["users"], [])],
        }.ToJson());

    [Fact]
    public async Task Corrects_a_module_object_that_was_changed()
    {
        await _module.GrantAsync(Admin);
        _fake.Store.Change("clusterroles", null, s_impersonate, role => role["rules"]![0]!.AsObject().Remove("resourceNames"));

        EventLog<ImpersonationGrant> run = await _module.GrantAsync(Admin);

        run.Items.ShouldHaveSingleItem().Changed.ShouldBeTrue();
        ((string?)_fake.Store.Find("clusterroles", null, s_impersonate)!["rules"]![0]!["resourceNames"]![0]).ShouldBe(Admin);
    }

    [Fact]
    public async Task Does_not_change_an_object_of_another_owner()
    {
        _fake.Store.Put(Object("ClusterRole", s_impersonate));

        EventLog<ImpersonationGrant> run = await _module.GrantAsync(Admin);

        run.Items.ShouldBeEmpty();
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.RbacConflict);
        _fake.Store.Find("clusterroles", null, s_impersonate)!["rules"].ShouldBeNull();
        _fake.Store.Find("clusterrolebindings", null, s_impersonate).ShouldBeNull();
    }

    [Fact]
    public async Task Reports_a_partial_grant_that_a_second_run_completes()
    {
        // Bindings are written after or in parallel with their roles. The real write fails although its dry run did not.
        _fake.Faults.Add(new Fault(FaultKind.Status) { Method = "POST", Path = "/clusterrolebindings", After = 1, Times = 1, Code = 422, Message = "no" });

        EksConnectorException failure = (await _module.GrantAsync(Admin)).Failures.ShouldHaveSingleItem();
        failure.ErrorId.ShouldBe(ErrorIds.ChangeIncomplete);
        failure.Message.ShouldContain($"Completed: create ClusterRole/{s_impersonate}. Not completed: create ClusterRoleBinding/{s_impersonate}.");

        EventLog<ImpersonationGrant> second = await _module.GrantAsync(Admin);
        second.Failures.ShouldBeEmpty();
        (second.Items[0].Changed, second.Items[0].CanImpersonate).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_write_without_a_response_is_not_repeated()
    {
        _fake.Faults.Add(new Fault(FaultKind.ResetInBody) { Method = "POST", Path = "/clusterroles", After = 1, Times = 1 });

        EventLog<ImpersonationGrant> run = await _module.GrantAsync(Admin);

        run.Failures.ShouldBeEmpty();
        run.Items.ShouldHaveSingleItem().CanImpersonate.ShouldBe(true);
    }

    [Fact]
    public async Task Queries_the_server_until_it_confirms_the_change()
    {
        _fake.Access.Delay(_fake.Store, reviews: 6);
        (await _module.GrantAsync(Admin)).Items[0].CanImpersonate.ShouldBe(true);

        _fake.Access.Delay(_fake.Store, reviews: 6);
        EventLog<ImpersonationGrant> revocation = await _module.RevokeAsync(keepAccess: false, Admin);
        revocation.Failures.ShouldBeEmpty();
        revocation.Items[0].CanImpersonate.ShouldBe(false);
    }

    [Fact]
    public async Task An_unconfirmed_change_is_an_error_after_ten_seconds()
    {
        using ImpersonationRun module = Module(new LeapingClock());
        _fake.Access.Delay(_fake.Store, reviews: int.MaxValue);

        EventLog<ImpersonationGrant> run = await module.GrantAsync(Admin);

        (run.Items[0].Changed, run.Items[0].CanImpersonate).ShouldBe((true, false));
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.VerificationFailed);
    }

    [Fact]
    public async Task Reports_the_same_failure_of_hundreds_once()
    {
        _fake.Faults.Add(new Fault(FaultKind.Status) { Method = "POST", Path = "/clusterroles", Code = 403, Message = "clusterroles is forbidden" });

        EventLog<ImpersonationGrant> run = await _module.GrantAsync([.. Enumerable.Range(0, 300).Select(i => $"{Admin}{i}")]);

        run.Items.ShouldBeEmpty();
        EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
        (failure.ErrorId, failure.Target).ShouldBe((ErrorIds.AccessDenied, "admin"));
        failure.Message.ShouldContain("The same error occurred for 299 more: ");
        _fake.Requests.Writes.ShouldAllBe(request => request.IsDryRun);
    }

    [Fact]
    public async Task Reports_a_missing_namespace_before_anything_is_written()
    {
        EventLog<ImpersonationGrant> run = await _module.GrantAsync(ConsoleAccess.ConsoleNamespace, ["default", "nowhere"], Admin);

        EksConnectorException failure = run.Failures.ShouldHaveSingleItem();
        failure.RecommendedAction.ShouldContain("'nowhere' that you specified with -AccessNamespace");
        _fake.Requests.Writes.ShouldAllBe(request => request.IsDryRun);
    }

    [Theory]
    [InlineData(ConsoleAccess.ConsoleNamespace)]
    [InlineData(ConsoleAccess.ConsoleAllNamespaces, "default")]
    [InlineData(ConsoleAccess.ConsoleNamespace, "no/namespace")]
    public async Task Rejects_invalid_parameters(ConsoleAccess access, params string[] namespaces) =>
        (await Should.ThrowAsync<EksConnectorException>(() => _module.GrantAsync(access, namespaces, Admin))).ErrorId.ShouldBe(ErrorIds.InvalidParameter);

    [Fact]
    public async Task An_invalid_ARN_does_not_stop_the_others_and_each_user_is_granted_once()
    {
        EventLog<ImpersonationGrant> run = await _module.GrantAsync("*", Admin, "arn:aws:sts::111122223333:assumed-role/admin/me", "arn:aws:iam::111122223333:role/team/admin");

        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.InvalidPrincipalArn);
        run.Items.ShouldHaveSingleItem().PrincipalArn.ShouldBe(Admin);
        run.Warnings.Count.ShouldBe(2);
        run.Warnings[0].ShouldContain("omits the path of a role");
        run.Warnings[1].ShouldContain("has no read access yet");
    }

    [Fact]
    public async Task Grants_on_several_clusters_and_reports_one_error_for_a_failing_one()
    {
        using var gateway = new KubernetesGateway();
        _fake.GiveOwnStore("fleet-0002");
        var request = new GrantRequest
        {
            Source = new ConnectionSource { KubeConfigPaths = [_fake.KubeConfigPath] },
            Principals = [.. ((string[])["admin", "offline", "fleet-0002"]).Select(context => new PrincipalTarget(new ClusterTarget(context, null), Admin))],
        };
        var operation = new GrantImpersonationOperation(gateway);
        EventLog<ImpersonationPlan> plans = await EventLog<ImpersonationPlan>.OfAsync(operation.PlanAsync(request));
        EventLog<ImpersonationGrant> run = await EventLog<ImpersonationGrant>.OfAsync(operation.ApplyAsync(request, plans.Items));

        plans.Failures.ShouldHaveSingleItem().Target.ShouldBe("offline");
        run.Items.Select(item => (item.Context, item.Changed, item.CanImpersonate)).Order()
            .ShouldBe([("admin", true, true), ("fleet-0002", true, true)]);
    }

    [Fact]
    public async Task Uses_the_service_account_of_the_connectors_namespace()
    {
        await _fake.EnterAsync("no-namespace");
        await _fake.EnterAsync("helm", "kube-addons");

        EventLog<ImpersonationGrant> run = await _module.GrantAsync(Admin);

        run.Items.ShouldHaveSingleItem().Namespace.ShouldBe("kube-addons");
        string name = ImpersonationNames.Impersonate("kube-addons", Admin);
        ((string?)_fake.Store.Find("clusterrolebindings", null, name)!["subjects"]![0]!["namespace"]).ShouldBe("kube-addons");
    }

    [Fact]
    public async Task Without_a_connector_nothing_is_granted_but_what_was_granted_can_be_revoked()
    {
        await _module.GrantAsync(Admin);
        await _fake.EnterAsync("no-namespace");

        (await _module.GrantAsync(Admin)).Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.ConnectorNotInstalled);
        EventLog<ImpersonationGrant> revocation = await _module.RevokeAsync(keepAccess: false, Admin);
        revocation.Failures.ShouldBeEmpty();
        (revocation.Items[0].Changed, revocation.Items[0].CanImpersonate).ShouldBe((true, false));
    }

    [Fact]
    public async Task The_current_caller_is_the_identity_from_STS()
    {
        using var gateway = new KubernetesGateway();
        using var aws = new CallerGateway("arn:aws:sts::111122223333:assumed-role/admin/jane");
        var request = new GrantRequest
        {
            Source = new ConnectionSource { KubeConfigPaths = [_fake.KubeConfigPath] },
            Principals = [new PrincipalTarget(new ClusterTarget("admin", null), null)],
            CurrentCaller = new AwsConnectionSource(),
        };

        EventLog<ImpersonationPlan> plans = await EventLog<ImpersonationPlan>.OfAsync(new GrantImpersonationOperation(gateway, () => aws).PlanAsync(request));

        plans.Items.ShouldHaveSingleItem().KubernetesUser.ShouldBe(Admin);
    }

    private ImpersonationRun Module(TimeProvider? clock = null) =>
        new(new ConnectionSource { KubeConfigPaths = [_fake.KubeConfigPath] }, @namespace: null, clock: clock);

    private static JsonObject Object(string kind, string name) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
    };

    /// <summary>A gateway to AWS that returns only the caller identity.</summary>
    private sealed class CallerGateway(string arn) : IAwsGateway, IAwsSession, IStsClient
    {
        public string Region => "us-west-2";

        public TimeSpan? ClockOffset => null;

        public IEksClient Eks => throw new NotSupportedException();

        public ISsmClient Ssm => throw new NotSupportedException();

        public IStsClient Sts => this;

        public Task<IAwsSession> ConnectAsync(AwsConnectionSource source, IOperationLog log, CancellationToken cancellationToken) => Task.FromResult<IAwsSession>(this);

        public Task<AwsCaller> GetCallerIdentityAsync(CancellationToken cancellationToken) => Task.FromResult(new AwsCaller("111122223333", arn));

        public void Dispose()
        {
        }
    }
}
