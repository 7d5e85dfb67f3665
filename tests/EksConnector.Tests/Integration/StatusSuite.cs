using System.Text.RegularExpressions;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Status;

namespace EksConnector.Tests.Integration;

/// <summary>What Get-EksConnectorStatus must report for each scenario, on the fake cluster and on a real one.</summary>
public abstract class StatusSuite(ITestCluster cluster)
{
    private const string Waiting = "eks-connector-1 0/2 NotCreated";

    // In a crash loop, the status is Error or Running for a moment, and CrashLoopBackOff most of the time.
    private const string InitLoop = "Init:(CrashLoopBackOff|Error|0/1)";

    [SkippableTheory]
    [InlineData("healthy", "eks-connector-0 2/2 Running", "eks-connector-1 2/2 Running", null)]
    [InlineData("init-crashloop", $"eks-connector-0 0/2 {InitLoop}", Waiting, "connector-init")]
    [InlineData("init-offline", $"eks-connector-0 0/2 {InitLoop}", Waiting, "connector-init")]
    [InlineData("init-forbidden", $"eks-connector-0 0/2 {InitLoop}", Waiting, "connector-init")]
    [InlineData("init-slow", "eks-connector-0 0/2 Init:0/1", Waiting, "connector-init \\(init container 1 of 1\\) is running")]
    [InlineData("image-pull-backoff", "eks-connector-0 0/2 Init:(ImagePullBackOff|ErrImagePull)", Waiting, "connector-init: (ImagePullBackOff|ErrImagePull): .*0\\.0\\.404")]
    [InlineData("registry-unreachable", "eks-connector-0 0/2 Init:(ImagePullBackOff|ErrImagePull)", Waiting, "connector-init: (ImagePullBackOff|ErrImagePull): .*unreachable\\.test")]
    [InlineData("agent-image-pull-backoff", "eks-connector-0 1/2 (ImagePullBackOff|ErrImagePull)", Waiting, "connector-agent: (ImagePullBackOff|ErrImagePull)")]
    [InlineData("agent-crashloop", "eks-connector-0 [12]/2 (CrashLoopBackOff|Error|Running)", "eks-connector-1 .*", "connector-agent")]
    [InlineData("proxy-crashloop", "eks-connector-0 [12]/2 (CrashLoopBackOff|Error|Running)", "eks-connector-1 .*", "connector-proxy")]
    [InlineData("agent-offline", "eks-connector-0 2/2 Running", "eks-connector-1 2/2 Running", null)]
    [InlineData("one-pod-broken", "eks-connector-0 2/2 Running", $"eks-connector-1 0/2 {InitLoop}", null)]
    [InlineData("pending", "eks-connector-0 0/2 Pending", Waiting, "Unschedulable: 0/1 nodes are available")]
    [InlineData("config-missing", "eks-connector-0 0/2 Init:0/1", Waiting, "FailedMount: .*eks-connector-agent")]
    public async Task Shows_a_scenario_as_kubectl_does(string scenario, string first, string second, string? message)
    {
        string @namespace = await cluster.EnterAsync(scenario);
        StatusRun run = await StatusRun.OfAsync(cluster.KubeConfigPath, "admin", @namespace);

        run.Failures.ShouldBeEmpty();
        run.Shown.ShouldMatch($"\\A{first}\n{second}\\z");
        PodStatus pod = run.Rows[0];
        pod.Context.ShouldBe("admin");
        pod.Namespace.ShouldBe(@namespace);
        pod.IsReady.ShouldBe(pod.Message is null);
        if (message is not null && !pod.IsReady)
        {
            pod.Message!.ShouldMatch(message);
        }
    }

    [SkippableFact]
    public async Task Reports_what_a_Pod_waits_for()
    {
        string @namespace = await cluster.EnterAsync("init-crashloop");
        StatusRun run = await StatusRun.OfAsync(cluster.KubeConfigPath, "admin", @namespace);
        run.Rows[1].Message.ShouldBe("the StatefulSet creates it when eks-connector-0 is ready (podManagementPolicy OrderedReady)");
        run.Rows[1].InstalledBy.ShouldBe(StatusWords.Manifest);
        run.Rows[0].Containers[0].LastExitCode.ShouldBe(255);
    }

    [SkippableFact]
    public async Task Reports_a_connector_that_is_scaled_to_zero()
    {
        string @namespace = await cluster.EnterAsync("scaled-to-zero");
        StatusRun run = await StatusRun.OfAsync(cluster.KubeConfigPath, "admin", @namespace);
        run.Rows.ShouldBeEmpty();
        run.Failures.ShouldBeEmpty();
        run.Warnings.Single().ShouldContain("scaled to 0");
    }

    [SkippableTheory]
    [InlineData("missing")]
    [InlineData("no-namespace")]
    public async Task Without_a_statefulset_the_connector_is_not_installed(string scenario)
    {
        string @namespace = await cluster.EnterAsync(scenario);
        StatusRun run = await StatusRun.OfAsync(cluster.KubeConfigPath, "admin", @namespace);
        run.Rows.ShouldBeEmpty();
        run.Failures.Single().ErrorId.ShouldBe(ErrorIds.ConnectorNotInstalled);
        run.Failures.Single().Category.ShouldBe(FailureCategory.ObjectNotFound);
    }

    [SkippableFact]
    public async Task A_viewer_sees_the_same_as_the_administrator()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        StatusRun run = await StatusRun.OfAsync(cluster.KubeConfigPath, "viewer", @namespace);
        run.Shown.ShouldBe("eks-connector-0 2/2 Running\neks-connector-1 2/2 Running");
        run.Warnings.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_user_who_can_only_list_sees_the_Pods_and_the_missing_permissions()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        StatusRun run = await StatusRun.OfAsync(cluster.KubeConfigPath, "lister", @namespace);
        run.Shown.ShouldBe("eks-connector-0 2/2 Running\neks-connector-1 2/2 Running");
        run.Warnings.Single().ShouldContain("verb get, resource statefulsets, API group apps");
        run.Rows.ShouldAllBe(row => row.InstalledBy == null);
    }

    [SkippableTheory]
    [InlineData("nobody", ErrorIds.AccessDenied, FailureCategory.PermissionDenied, "verb list, resource pods")]
    [InlineData("stranger", ErrorIds.Unauthorized, FailureCategory.AuthenticationError, "credentials")]
    [InlineData("offline", ErrorIds.ConnectionRefused, FailureCategory.ConnectionError, "server address")]
    [InlineData("absent", ErrorIds.ContextNotFound, FailureCategory.ObjectNotFound, "admin")]
    public async Task An_unusable_context_is_one_failure_with_a_recommendation(string context, string errorId, FailureCategory category, string advice)
    {
        string @namespace = await cluster.EnterAsync("healthy");
        StatusRun run = await StatusRun.OfAsync(cluster.KubeConfigPath, context, @namespace);
        run.Rows.ShouldBeEmpty();
        EksConnectorException failure = run.Failures.Single();
        (failure.ErrorId, failure.Category, failure.Target).ShouldBe((errorId, category, context));
        failure.RecommendedAction.ShouldContain(advice);
    }

    [SkippableFact]
    public async Task Failing_contexts_do_not_affect_the_others()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        StatusRun run = await StatusRun.OfAsync(new StatusRequest
        {
            Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
            Targets = new[] { "nobody", "stranger", "offline", "admin", "viewer" }.Select(context => new ClusterTarget(context, @namespace)).ToArray(),
        });
        run.Rows.Select(row => $"{row.Context}/{row.Pod}").Order().ShouldBe(
            ["admin/eks-connector-0", "admin/eks-connector-1", "viewer/eks-connector-0", "viewer/eks-connector-1"]);
        run.Failures.Select(failure => failure.Target).Order().ShouldBe(["nobody", "offline", "stranger"]);
    }

    [SkippableFact]
    public async Task Details_show_node_events_and_versions()
    {
        StatusRun run = await DetailedAsync("one-pod-broken", "admin");
        run.Warnings.ShouldBeEmpty();
        PodStatus pod = run.Rows[1];
        pod.Node!.Name.ShouldBe(pod.NodeName);
        pod.Node.IsReady.ShouldBeTrue();
        (pod.Node.OperatingSystem, pod.Node.Architecture).ShouldBe(("linux", "amd64"));
        pod.Node.Labels.ShouldContain("kubernetes.io/os=linux");
        pod.Node.KubeletVersion.ShouldNotBeNullOrEmpty();
        pod.ServerVersion.ShouldStartWith("v1.");
        pod.ModuleVersion.ShouldNotBeNullOrEmpty();
        pod.UnfitNodes.ShouldBeNull();
        pod.Events.ShouldNotBeNull();
        pod.Events.ShouldContain(seen => seen.Reason == "BackOff" && seen.Type == "Warning" && seen.Source == "kubelet");
        pod.Events.Select(seen => seen.LastSeen).ShouldBeInOrder(SortDirection.Descending);
    }

    [SkippableFact]
    public async Task Reports_why_each_node_does_not_fit_an_unscheduled_Pod()
    {
        StatusRun run = await DetailedAsync("pending", "admin");
        run.Rows[0].Node.ShouldBeNull();
        run.Rows[0].UnfitNodes!.ShouldHaveSingleItem().ShouldContain("lacks the label connector-test/no-such-node=true");
    }

    [SkippableFact]
    public async Task Omits_forbidden_details_and_names_the_missing_permission()
    {
        StatusRun run = await DetailedAsync("healthy", "viewer");
        run.Rows.ShouldAllBe(row => row.Node == null && row.Events != null && row.ServerVersion != null);
        run.Warnings.ShouldHaveSingleItem().ShouldContain("verb get, resource nodes");
    }

    private async Task<StatusRun> DetailedAsync(string scenario, string context) => await StatusRun.OfAsync(new StatusRequest
    {
        Targets = [new(context, await cluster.EnterAsync(scenario))],
        Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
        Detailed = true,
    });

    [SkippableFact]
    public async Task Planted_secrets_never_appear()
    {
        string @namespace = await cluster.EnterAsync("one-pod-broken");
        StatusRun run = await StatusRun.OfAsync(cluster.KubeConfigPath, "admin", @namespace);
        IEnumerable<string?> texts = run.Rows.SelectMany(row => row.Containers.SelectMany(container => new[] { container.Message, container.LastTerminationMessage }).Append(row.Message));
        string.Join('\n', texts.Concat(run.Traces).Concat(run.Warnings)).ShouldNotContain("PLANTED", Case.Insensitive);
    }

    [SkippableFact]
    public async Task Traces_every_request_with_its_status()
    {
        string @namespace = await cluster.EnterAsync("healthy");
        StatusRun run = await StatusRun.OfAsync(cluster.KubeConfigPath, "admin", @namespace);
        run.Traces.Count.ShouldBe(2);
        run.Traces.ShouldAllBe(trace => Regex.IsMatch(trace, @"^admin: GET https://\S+ 200 OK \d+ ms$"));
    }
}
