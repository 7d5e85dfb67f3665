using EksConnector.FakeCluster;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Status;

/// <summary>Without a namespace every installation is shown, so that a look-alike beside the connector is seen.</summary>
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
    public async Task All_are_shown_and_the_usual_namespace_is_the_first()
    {
        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "admin", null);

        run.Rows.Select(row => row.Namespace).Distinct().ShouldBe(["eks-connector", "another"]);
        run.Failures.ShouldBeEmpty();
        run.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_namespace_that_is_named_is_shown_alone()
    {
        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "admin", "another");

        run.Rows.Select(row => row.Namespace).Distinct().ShouldBe(["another"]);
    }

    [Fact]
    public async Task Who_may_not_list_all_namespaces_sees_the_usual_one()
    {
        _fake.Access.Grant("nobody", new AccessRule("get list", "pods statefulsets.apps events", "eks-connector"));

        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "nobody", null);

        run.Rows.Select(row => row.Namespace).Distinct().ShouldBe(["eks-connector"]);
        run.Failures.ShouldBeEmpty();
        run.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_whose_pods_may_not_be_read_does_not_hide_the_others()
    {
        _fake.Access.Grant("nobody", new AccessRule("get list", "statefulsets.apps"), new AccessRule("list", "pods events", "eks-connector"));

        StatusRun run = await StatusRun.OfAsync(_fake.KubeConfigPath, "nobody", null);

        run.Failures.Select(failure => failure.Message).ShouldBeEmpty();
        run.Rows.Select(row => row.Namespace).Distinct().ShouldBe(["eks-connector"]);
        run.Warnings.ShouldHaveSingleItem().ShouldContain("'another'");
    }
}
