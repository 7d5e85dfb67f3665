using EksConnector.Core.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>What Get-EksConnectorClusterName must report for each scenario, on the fake cluster and on a real one.</summary>
public abstract class ClusterNameSuite(ITestCluster cluster)
{
    [SkippableTheory]
    [InlineData("healthy")]
    [InlineData("agent-offline")]
    [InlineData("agent-denied")]
    [InlineData("agent-crashloop")]
    [InlineData("agent-image-pull-backoff")]
    [InlineData("agent-log-missing")]
    [InlineData("agent-log-rolled")]
    [InlineData("proxy-crashloop")]
    [InlineData("one-pod-broken")]
    public async Task Reads_the_log_of_the_init_container_first(string scenario)
    {
        EventLog<ClusterIdentity> log = await OfAsync(scenario);

        log.Failures.ShouldBeEmpty();
        log.Warnings.ShouldBeEmpty();
        ClusterIdentity answer = log.Items.ShouldHaveSingleItem();
        (answer.ClusterName, answer.Region, answer.Source, answer.Pod, answer.Agreement).ShouldBe(
            ("my-cluster", "us-west-2", IdentitySources.InitLog, "eks-connector-0", null));
        answer.InstanceId.ShouldNotBeNull().ShouldMatch("^eks_c:my-cluster_[0-9a-f]{17}$");
        answer.ActivationId.ShouldNotBeNullOrEmpty();
        $"{answer}".ShouldBe("my-cluster");
        string.Join('\n', log.Messages).ShouldNotContain("PLANTED", Case.Insensitive);
    }

    [SkippableTheory]
    [InlineData("init-crashloop")]
    [InlineData("init-offline")]
    [InlineData("init-forbidden")]
    [InlineData("init-slow")]
    [InlineData("image-pull-backoff")]
    [InlineData("registry-unreachable")]
    [InlineData("pending")]
    [InlineData("config-missing")]
    public async Task An_unregistered_connector_has_no_cluster_name(string scenario)
    {
        EventLog<ClusterIdentity> log = await OfAsync(scenario);
        log.Items.ShouldBeEmpty();
        EksConnectorException failure = log.Failures.ShouldHaveSingleItem();
        (failure.ErrorId, failure.Category, failure.Target).ShouldBe((ErrorIds.ClusterNameNotFound, FailureCategory.ObjectNotFound, "admin"));
        failure.Message.ShouldContain("InitLog of eks-connector-0, AgentLog of eks-connector-0, StateSecret of eks-connector-0");
        failure.RecommendedAction.ShouldContain("never registered");
        string.Join('\n', log.Messages).ShouldNotContain("PLANTED", Case.Insensitive);
    }

    [SkippableTheory]
    [InlineData("missing")]
    [InlineData("no-namespace")]
    public async Task Without_a_connector_there_is_one_failure(string scenario)
    {
        EventLog<ClusterIdentity> log = await OfAsync(scenario);
        log.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.ConnectorNotInstalled);
    }

    [SkippableTheory]
    [InlineData("healthy", "InitLog AgentLog StateSecret InitLog AgentLog StateSecret")]
    [InlineData("agent-log-rolled", "InitLog AgentLog StateSecret InitLog AgentLog StateSecret")]
    [InlineData("agent-log-rotated", "InitLog AgentLog StateSecret InitLog AgentLog StateSecret")]
    [InlineData("agent-log-missing", "InitLog StateSecret InitLog StateSecret")]
    [InlineData("one-pod-broken", "InitLog AgentLog StateSecret")]
    public async Task All_sources_agree(string scenario, string sources)
    {
        EventLog<ClusterIdentity> log = await OfAsync(scenario, all: true);
        log.Failures.ShouldBeEmpty();
        log.Warnings.ShouldBeEmpty();
        string.Join(' ', log.Items.Select(answer => answer.Source)).ShouldBe(sources);
        log.Items.ShouldAllBe(answer => answer.Agreement == true && answer.ClusterName == "my-cluster" && answer.Region == "us-west-2");
        log.Items.GroupBy(answer => answer.Pod).ShouldAllBe(pod => pod.Select(answer => answer.InstanceId).Distinct().Count() == 1);
        string.Join('\n', log.Messages).ShouldNotContain("PLANTED", Case.Insensitive);
    }

    [SkippableFact]
    public async Task Reports_what_a_viewer_could_not_read()
    {
        EventLog<ClusterIdentity> log = await OfAsync("healthy", "viewer", all: true);
        log.Items.Select(answer => answer.Source).ShouldAllBe(source => source == IdentitySources.InitLog);
        string warning = log.Warnings.ShouldHaveSingleItem();
        warning.ShouldContain("verbs get and create, resource pods/exec");
        warning.ShouldContain("verb get, resource secrets, name eks-connector-state-0");
        warning.ShouldContain("verb get, resource secrets, name eks-connector-state-1");

        (await OfAsync("healthy", "viewer")).Warnings.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Reports_the_missing_permissions_to_a_user_who_can_only_list()
    {
        EventLog<ClusterIdentity> log = await OfAsync("healthy", "lister");
        log.Items.ShouldBeEmpty();
        EksConnectorException failure = log.Failures.ShouldHaveSingleItem();
        failure.ErrorId.ShouldBe(ErrorIds.ClusterNameNotFound);
        failure.Message.ShouldContain("verb get, resource pods/log");
        failure.Message.ShouldContain("verbs get and create, resource pods/exec");
        failure.Message.ShouldContain("verb get, resource secrets, name eks-connector-state-0");
        failure.RecommendedAction.ShouldContain("missing permissions");
    }

    [SkippableTheory]
    [InlineData("nobody", ErrorIds.AccessDenied)]
    [InlineData("stranger", ErrorIds.Unauthorized)]
    [InlineData("offline", ErrorIds.ConnectionRefused)]
    [InlineData("absent", ErrorIds.ContextNotFound)]
    public async Task An_unusable_context_is_one_failure(string context, string errorId)
    {
        EventLog<ClusterIdentity> log = await OfAsync("healthy", context);
        log.Items.ShouldBeEmpty();
        (log.Failures.ShouldHaveSingleItem().ErrorId, log.Failures[0].Target).ShouldBe((errorId, context));
    }

    [SkippableFact]
    public async Task Failing_contexts_do_not_affect_the_others()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        EventLog<ClusterIdentity> log = await ClusterNameRun.OfAsync(
            cluster.KubeConfigPath, [.. new[] { "nobody", "admin", "offline", "viewer" }.Select(context => new ClusterTarget(context, @namespace))]);
        log.Items.Select(answer => answer.Context).Order().ShouldBe(["admin", "viewer"]);
        log.Failures.Select(failure => failure.Target).Order().ShouldBe(["nobody", "offline"]);
    }

    private async Task<EventLog<ClusterIdentity>> OfAsync(string scenario, string context = "admin", bool all = false) =>
        await ClusterNameRun.OfAsync(cluster.KubeConfigPath, context, await cluster.EnterAsync(scenario), all);
}
