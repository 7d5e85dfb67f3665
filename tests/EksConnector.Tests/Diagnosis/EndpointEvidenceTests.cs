using EksConnector.Core.Diagnosis;
using EksConnector.Core.Kubernetes;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.Diagnosis;

/// <summary>Results of Test-EksConnectorEndpoint are evidence in a diagnosis.</summary>
public sealed class EndpointEvidenceTests : IAsyncLifetime
{
    private const string Space = "eks-connector";

    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync();

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [Fact]
    public async Task A_wait_for_Systems_Manager_recommends_the_test()
    {
        EksConnector.Diagnosis diagnosis = (await DiagnoseAsync("init-slow")).Result;

        diagnosis.RootCause.ShouldBe(FindingCodes.InitStillRunning);
        diagnosis.RecommendedAction.ShouldNotBeNull().ShouldContain("Test-EksConnectorEndpoint");
    }

    [Theory]
    [InlineData("Dns", FindingCodes.SsmDnsFailed, "The host name cannot be resolved.")]
    [InlineData("Tcp", FindingCodes.SsmTimeout, "The TCP connection times out.")]
    [InlineData("Tls", FindingCodes.SsmTlsFailed, "The certificate is not trusted.")]
    [InlineData("Http", FindingCodes.SsmConnectionClosed, "The connection is closed before the HTTP response arrives.")]
    [InlineData("Proxy", FindingCodes.EgressProxyFailed, "The HTTP proxy rejects the connection with HTTP status 403.")]
    public async Task A_measured_step_is_the_root_cause_of_a_wait(string step, string code, string summary)
    {
        EksConnector.Diagnosis diagnosis = (await DiagnoseAsync("init-slow", Failed(step, code, summary))).Result;

        diagnosis.RootCause.ShouldBe(code);
        diagnosis.Evidence.ShouldNotBeNull().ShouldContain($"step {step}: {summary.TrimEnd('.')}");
        diagnosis.Evidence.ShouldContain("from test-pod on node node-1 at ");
        diagnosis.RecommendedAction.ShouldNotBeNull().ShouldNotContain("run Test-EksConnectorEndpoint");
        diagnosis.RecommendedAction.ShouldNotContain("Also resolve");
        diagnosis.Findings.Single(finding => finding.Code == FindingCodes.InitStillRunning).CausedBy.ShouldBe(code);
    }

    [Fact]
    public async Task TLS_interception_names_the_issuer()
    {
        EndpointResult result = Failed("Tls", FindingCodes.SsmTlsFailed, "The certificate is not trusted.", issuer: "CN=Corporate Proxy");

        Finding root = (await DiagnoseAsync("init-offline", result)).Result.Findings[0];

        (root.Code, root.IsRootCause).ShouldBe((FindingCodes.SsmTlsFailed, true));
        root.Cause.ShouldNotBeNull().ShouldContain("'CN=Corporate Proxy'");
    }

    [Fact]
    public async Task An_endpoint_that_responds_passes()
    {
        EndpointResult result = Result(isReachable: true, null, null, "The endpoint responds with HTTP status 404.");

        EksConnector.Diagnosis diagnosis = (await DiagnoseAsync("init-slow", result)).Result;

        diagnosis.RootCause.ShouldBe(FindingCodes.InitStillRunning);
        diagnosis.Findings.Single(finding => finding.Code == FindingCodes.SsmUnreachable).Summary.ShouldContain("HTTP status 404");
    }

    [Theory]
    [InlineData("other", Space, 0, "other connectors: context 'other'")]
    [InlineData("admin", "other", 0, "namespace 'other'")]
    [InlineData("admin", Space, 2, "admin: results of Test-EksConnectorEndpoint from ")]
    public async Task Results_of_other_connectors_and_old_results_are_not_used(string context, string @namespace, int hours, string warning)
    {
        EndpointResult result = Failed("Dns", FindingCodes.SsmDnsFailed, "x", context: context, @namespace: @namespace, time: DateTime.Now.AddHours(-hours));

        DiagnosisRun run = await DiagnoseAsync("init-slow", result);

        run.Result.RootCause.ShouldBe(FindingCodes.InitStillRunning);
        run.Messages.ShouldContain(message => message.Contains(warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_that_has_connected_since_is_newer_evidence()
    {
        EndpointResult old = Failed("Dns", FindingCodes.SsmDnsFailed, "x", time: DateTime.Now.AddMinutes(-20));
        EndpointResult now = Failed("Dns", FindingCodes.SsmDnsFailed, "x");

        (await DiagnoseAsync("healthy", old)).Result.RootCause.ShouldNotBe(FindingCodes.SsmDnsFailed);
        (await DiagnoseAsync("healthy", now)).Result.RootCause.ShouldBe(FindingCodes.SsmDnsFailed);
    }

    [Theory]
    [InlineData(FindingCodes.ActivationExpired)]
    [InlineData("PLANTED")]
    [InlineData(null)]
    public async Task Other_codes_in_a_result_are_ignored(string? code) =>
        (await DiagnoseAsync("init-slow", Failed("Dns", code, "x"))).Result.RootCause.ShouldBe(FindingCodes.InitStillRunning);

    private static EndpointResult Failed(
        string step, string? code, string summary, string? issuer = null, string context = "admin", string @namespace = Space, DateTime? time = null) =>
        Result(isReachable: false, step, code, summary, issuer, context, @namespace, time);

    private static EndpointResult Result(
        bool isReachable, string? step, string? code, string summary, string? issuer = null, string context = "admin", string @namespace = Space, DateTime? time = null) => new()
        {
            Context = context,
            Namespace = @namespace,
            Pod = "test-pod",
            IsTemporaryPod = true,
            NodeName = "node-1",
            Time = time ?? DateTime.Now,
            Endpoint = "ssm",
            HostName = "ssm.us-west-2.amazonaws.com",
            Port = 443,
            IsReachable = isReachable,
            FailedStep = step,
            FindingCode = code,
            Summary = summary,
            CertificateIssuer = issuer,
            Addresses = new ValueList<string>([]),
            Tools = new ValueList<string>(["curl"]),
        };

    private async Task<DiagnosisRun> DiagnoseAsync(string scenario, params EndpointResult[] results)
    {
        await _fake.EnterAsync(scenario, Space);
        return await DiagnosisRun.OfAsync(new DiagnosisRequest
        {
            Source = new ConnectionSource { KubeConfigPaths = [_fake.KubeConfigPath] },
            Targets = [new ClusterTarget("admin", Space)],
            SkipAws = true,
            Endpoints = results,
        });
    }
}
