using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Activation;

/// <summary>What Test-EksConnectorActivation must report for each scenario without AWS, on the fake cluster and on a real one.</summary>
public abstract class ActivationSuite(ITestCluster cluster)
{
    [SkippableTheory]
    [InlineData("healthy", "Registered", null)]
    [InlineData("init-crashloop", "InvalidActivation", "InvalidActivation")]
    [InlineData("init-offline", "SsmDnsFailed", "SsmDnsFailed")]
    [InlineData("init-forbidden", "StateRoleMissing", "StateSecretForbidden")]
    [InlineData("init-slow", "Usable|InitStillRunning", null)]
    [InlineData("image-pull-backoff", "PodNotStarting", "PodNotStarting")]
    [InlineData("registry-unreachable", "PodNotStarting", "PodNotStarting")]
    [InlineData("pending", "PodNotStarting", "PodNotStarting")]
    [InlineData("config-missing", "PodNotStarting", "PodNotStarting")]
    [InlineData("agent-image-pull-backoff", "Usable", null)]
    [InlineData("agent-crashloop", "Usable|Registered", null)]
    [InlineData("proxy-crashloop", "Usable|Registered", null)]
    [InlineData("agent-offline", "Registered", null)]
    [InlineData("agent-denied", "Registered", null)]
    [InlineData("one-pod-broken", "InvalidActivation", "InvalidActivation")]
    [InlineData("scaled-to-zero", "ConnectorScaledToZero|Registered", null)]
    [InlineData("missing", "ConnectorNotInstalled", "ConnectorNotInstalled")]
    [InlineData("no-namespace", "ConnectorNotInstalled", "ConnectorNotInstalled")]
    public async Task Evaluates_the_cluster_correctly(string scenario, string reason, string? failed)
    {
        string @namespace = await cluster.EnterAsync(scenario);
        ActivationRun run = await RunAsync("admin", @namespace);

        string message = $"{run.Result.Reason}: {run.Result.Message} " + string.Join('\n', run.Result.Findings.Select(finding => $"{finding} {finding.Summary}"));
        run.Failures.ShouldBeEmpty();
        run.Result.Reason.ShouldMatch($"^({reason})$", message);
        run.Result.Context.ShouldBe("admin");
        run.Result.Namespace.ShouldBe(@namespace);
        run.Result.IsValid.ShouldBe(run.Result.Reason is ActivationWords.Registered or ActivationWords.Usable);
        if (failed is not null)
        {
            run.Result.Findings.ShouldContain(finding => finding.Code == failed && finding.Result == DiagnosisWords.Failed, message);
        }

        run.Texts.ShouldNotContain("PLANTED", Case.Insensitive);
        run.Texts.ShouldNotMatch("(invalid|offline|slow)-code-");
    }

    [SkippableFact]
    public async Task The_state_Secret_names_cluster_and_Region()
    {
        ActivationRun run = await RunAsync("admin", await cluster.EnterAsync("healthy"));
        (run.Result.ClusterName, run.Result.Region, run.Result.ActivationId).ShouldBe(("my-cluster", "us-west-2", "6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4"));
    }

    [SkippableTheory]
    [InlineData("viewer", "healthy", "Registered", "verb get, resource secrets")]
    [InlineData("viewer", "init-forbidden", "StateSecretForbidden", "verb get, resource secrets")]
    [InlineData("lister", "healthy", "Registered", "verb get, resource statefulsets, API group apps")]
    [InlineData("lister", "init-crashloop", "InitFailed", "verb get, resource statefulsets, API group apps")]
    public async Task Skips_forbidden_reads_and_names_the_permission(string user, string scenario, string reason, string right)
    {
        ActivationRun run = await RunAsync(user, await cluster.EnterAsync(scenario));
        run.Failures.ShouldBeEmpty();
        run.Result.Reason.ShouldBe(reason);
        run.Result.Findings.ShouldContain(finding => finding.Result == DiagnosisWords.Skipped && finding.Summary.Contains(right));
    }

    [SkippableTheory]
    [InlineData("nobody", ErrorIds.AccessDenied)]
    [InlineData("stranger", ErrorIds.Unauthorized)]
    [InlineData("offline", ErrorIds.ConnectionRefused)]
    public async Task An_unreachable_cluster_is_a_failure(string context, string errorId)
    {
        ActivationRun run = await RunAsync(context, await cluster.EnterAsync("healthy"));
        run.Results.ShouldBeEmpty();
        run.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(errorId);
        run.Failures[0].Target.ShouldBe(context);
    }

    private Task<ActivationRun> RunAsync(string context, string @namespace) => ActivationRun.OfAsync(new()
    {
        Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
        Targets = [new(context, @namespace)],
        SkipAws = true,
    });
}
