using System.Text.Json.Nodes;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Repair;
using EksConnector.Core.Impersonation;
using EksConnector.Core.Kubernetes;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Impersonation;

/// <summary>A change without a namespace needs a single installation, so that a user who can create a StatefulSet cannot get a grant by its name.</summary>
public sealed class ChangeTargetTests : IAsyncLifetime, IDisposable
{
    private const string Admin = "arn:aws:iam::111122223333:role/admin";
    private readonly KubernetesGateway _gateway = new();
    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync(new FakeOptions { Clusters = 1 });

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task Rejects_two_installations_and_names_both()
    {
        await _fake.EnterAsync("healthy");
        await _fake.EnterAsync("helm", "kube-addons");

        foreach (EksConnectorException failure in await RefusalsAsync())
        {
            failure.Message.ShouldContain("'eks-connector'");
            failure.RecommendedAction.ShouldContain("'eks-connector', 'kube-addons'");
            failure.RecommendedAction.ShouldContain("-Namespace");
        }
    }

    [Fact]
    public async Task Rejects_a_look_alike_installation()
    {
        _fake.Store.Put(LookAlike("tenant"));

        foreach (EksConnectorException failure in await RefusalsAsync())
        {
            failure.RecommendedAction.ShouldContain("'tenant'");
        }
    }

    [Fact]
    public async Task Rejects_a_change_when_a_look_alike_exists()
    {
        await _fake.EnterAsync("healthy");
        _fake.Store.Put(LookAlike("tenant"));

        foreach (EksConnectorException failure in await RefusalsAsync())
        {
            failure.RecommendedAction.ShouldContain("'eks-connector', 'tenant'");
        }
    }

    [Fact]
    public async Task Uses_the_specified_namespace()
    {
        await _fake.EnterAsync("healthy");
        _fake.Store.Put(LookAlike("tenant"));

        (await GrantAsync("eks-connector")).Items.ShouldHaveSingleItem().Accounts.ShouldHaveSingleItem().Namespace.ShouldBe("eks-connector");
        (await RevokeAsync("eks-connector")).Failures.ShouldBeEmpty();
        (await RepairAsync("eks-connector")).Items.ShouldHaveSingleItem().Namespace.ShouldBe("eks-connector");
    }

    [Theory]
    [InlineData("healthy")]
    [InlineData("helm")]
    public async Task Selects_the_installation_of_Helm_or_the_manifest(string scenario)
    {
        await _fake.EnterAsync(scenario, "kube-addons");

        (await GrantAsync(null)).Items.ShouldHaveSingleItem().Accounts.ShouldHaveSingleItem().Namespace.ShouldBe("kube-addons");
        (await RepairAsync(null)).Items.ShouldHaveSingleItem().Namespace.ShouldBe("kube-addons");
    }

    [Fact]
    public async Task A_label_alone_does_not_identify_Helm()
    {
        JsonObject fake = LookAlike("tenant");
        fake["metadata"]!["labels"]!["app.kubernetes.io/managed-by"] = "Helm";
        _fake.Store.Put(fake);

        await RefusalsAsync();
    }

    private async Task<IReadOnlyList<EksConnectorException>> RefusalsAsync()
    {
        EventLog<ImpersonationPlan> grant = await GrantAsync(null);
        EventLog<ImpersonationPlan> revocation = await RevokeAsync(null);
        EventLog<RepairPlan> repair = await RepairAsync(null);
        grant.Items.ShouldBeEmpty();
        revocation.Items.ShouldBeEmpty();
        repair.Items.ShouldBeEmpty();
        EksConnectorException[] failures = [grant.Failures.ShouldHaveSingleItem(), revocation.Failures.ShouldHaveSingleItem(), repair.Failures.ShouldHaveSingleItem()];
        failures.ShouldAllBe(failure => failure.ErrorId == ErrorIds.NamespaceRequired && failure.Category == FailureCategory.InvalidArgument && failure.Target == "admin");
        _fake.Requests.All.ShouldAllBe(request => request.Method == "GET");
        return failures;
    }

    private Task<EventLog<ImpersonationPlan>> GrantAsync(string? @namespace) => EventLog<ImpersonationPlan>.OfAsync(
        new GrantImpersonationOperation(_gateway).PlanAsync(new GrantRequest { Source = Source(), Principals = [Principal(@namespace)] }));

    private Task<EventLog<ImpersonationPlan>> RevokeAsync(string? @namespace) => EventLog<ImpersonationPlan>.OfAsync(
        new RevokeImpersonationOperation(_gateway).PlanAsync(new RevokeRequest { Source = Source(), Principals = [Principal(@namespace)] }));

    private Task<EventLog<RepairPlan>> RepairAsync(string? @namespace) => EventLog<RepairPlan>.OfAsync(
        new RepairOperation(_gateway, () => throw new InvalidOperationException("AWS is not used."))
            .PlanAsync(new DiagnosisRequest { Source = Source(), Targets = [new ClusterTarget("admin", @namespace)], SkipAws = true }));

    private ConnectionSource Source() => new() { KubeConfigPaths = [_fake.KubeConfigPath] };

    private static PrincipalTarget Principal(string? @namespace) => new(new ClusterTarget("admin", @namespace), Admin);

    private static JsonObject LookAlike(string @namespace)
    {
        JsonObject set = JsonNode.Parse("""
            {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"eks-connector","labels":{"app":"eks-connector"}},
             "spec":{"replicas":1,"selector":{"matchLabels":{"app":"eks-connector"}},"template":{"metadata":{"labels":{"app":"eks-connector"}},
             "spec":{"serviceAccountName":"evil","containers":[{"name":"connector-agent","image":"hostile"}]}}}}
            """)!.AsObject();
        set["metadata"]!["namespace"] = @namespace;
        return set;
    }
}
