using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Diagnosis;

/// <summary>
/// What Test-EksConnector must report for each scenario without AWS, on the fake cluster and on a real one with the messages of its
/// kubelet, scheduler, and container runtime.
/// </summary>
public abstract class DiagnosisSuite(ITestCluster cluster)
{
    /// <summary>Finds the root cause.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="rootCause">A pattern for the root cause; empty if no root cause is expected.</param>
    /// <param name="seen">A text that the summary or the evidence must contain; null for any.</param>
    [SkippableTheory]
    [InlineData("healthy", "", null)]
    [InlineData("init-crashloop", "InvalidActivation", null)]
    [InlineData("init-offline", "SsmDnsFailed", null)]
    [InlineData("init-forbidden", "StateRoleMissing", null)]
    [InlineData("init-slow", "InitStillRunning|", null)]
    [InlineData("one-pod-broken", "InvalidActivation", null)]
    [InlineData("image-pull-backoff", "ImageNotFound", "public.ecr.aws/eks-connector/eks-connector:0.0.404: not found")]
    [InlineData("registry-unreachable", "RegistryUnreachable", "connection refused")]
    [InlineData("agent-image-pull-backoff", "ImageNotFound", "connector-agent of eks-connector-0 on node connector-test-node")]
    [InlineData("pending", "PodUnschedulable", "connector-test-node: it lacks the label")]
    [InlineData("config-missing", "VolumeNotMounted", "configmap \"eks-connector-agent\" not found")]
    [InlineData("agent-crashloop", "AgentIdentityMissing", "Agent failed to assume any identity")]
    [InlineData("agent-denied", "ControlChannelDenied", "AccessDeniedException")]
    [InlineData("agent-offline", "SsmMessagesDnsFailed", null)]
    [InlineData("agent-log-missing", "", null)]
    [InlineData("agent-log-rolled", "", null)]
    [InlineData("agent-log-rotated", "", null)]
    [InlineData("proxy-crashloop", "ProxyCrashLooping", "exit code 255")]
    [InlineData("scaled-to-zero", "ConnectorScaledToZero", null)]
    [InlineData("missing", "ConnectorNotInstalled", null)]
    [InlineData("no-namespace", "NamespaceMissing", null)]
    public async Task Finds_the_root_cause(string scenario, string rootCause, string? seen)
    {
        string @namespace = await cluster.EnterAsync(scenario);
        DiagnosisRun run = await DiagnosisRun.OfAsync(new()
        {
            Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
            Targets = [new("admin", @namespace)],
            SkipAws = true,
        });

        EksConnector.Diagnosis result = run.Result;
        string message = $"{result.RootCause}: {result.Summary} {result.Evidence}\n" + string.Join('\n', result.Findings.Select(finding => $"{finding} {finding.CausedBy}: {finding.Summary} {finding.Evidence}"));
        run.Failures.ShouldBeEmpty();
        (result.RootCause ?? string.Empty).ShouldMatch($"^({rootCause})$", message);
        result.IsHealthy.ShouldBe(result.RootCause is not null ? false : result.IsConnected is null ? null : true);
        $"{result.Summary} {result.Evidence}".ShouldContain(seen ?? string.Empty, Case.Sensitive, message);
        run.Texts.ShouldNotContain("PLANTED", Case.Insensitive);
        run.Texts.ShouldNotMatch("(invalid|offline|slow)-code-");
    }
}
