using System.Text;
using EksConnector.Core.Endpoints;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;
using EksConnector.FakeCluster;
using EksConnector.Kubernetes;
using EksConnector.Tests.Integration;

namespace EksConnector.Tests.Endpoints;

/// <summary>Runs the script in a container with programs of the test, which do not use the network.</summary>
public sealed class EndpointOnFakeTests : IAsyncLifetime
{
    private const string Namespace = "eks-connector";
    private const string Agent = "connector-agent";
    private const string Getent = "printf '%s STREAM x\\n%s DGRAM\\n' 10.1.2.3 10.1.2.3";

    private FakeKubernetes _fake = null!;

    public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync();

    public async Task DisposeAsync() => await _fake.DisposeAsync();

    [SkippableFact]
    public async Task Every_Pod_tests_every_endpoint()
    {
        await EnterAsync("healthy");
        Install("getent", Getent);
        Install("curl", """
            case "$*" in
                *ssmmessages*) echo '* connect to 10.1.2.3 port 443 failed: Connection refused' >&2; printf '\n@w 000 000 0.001 0.000 0.000 0.000 0.002\n'; exit 7 ;;
                *) printf '*  issuer: C=US; O=Amazon; CN=Amazon RSA 2048 M02\n> Authorization: PLANTED\n' >&2; printf '\n@w 404 000 0.001 0.002 0.004 0.008 0.009\n' ;;
            esac
            """);

        EventLog<EndpointResult> log = await RunAsync();

        log.Failures.ShouldBeEmpty();
        log.Warnings.ShouldBeEmpty();
        log.Items.Select(item => $"{item.Pod} {item.Endpoint} {item.IsReachable} {item.FailedStep} {item.FindingCode} {item.HttpStatus}").ShouldBe(
        [
            "eks-connector-0 ssm True   404",
            "eks-connector-0 ssmmessages False Tcp SsmMessagesConnectionRefused ",
            "eks-connector-1 ssm True   404",
            "eks-connector-1 ssmmessages False Tcp SsmMessagesConnectionRefused ",
        ]);
        EndpointResult first = log.Items[0];
        (first.HostName, first.Port, first.CertificateIssuer, first.NodeName).ShouldBe(
            ("ssm.us-west-2.amazonaws.com", 443, "C=US; O=Amazon; CN=Amazon RSA 2048 M02", "connector-test-node"));
        first.Addresses.ShouldBe(["10.1.2.3"]);
        first.Tools.ShouldBe(["getent", "curl"]);
        first.TlsTime.ShouldBe(TimeSpan.FromMilliseconds(2));
        string action = log.Items[1].RecommendedAction.ShouldNotBeNull();
        action.ShouldContain("ssmmessages.us-west-2.amazonaws.com");
        action.ShouldNotContain("run Test-EksConnectorEndpoint");
    }

    [SkippableFact]
    public async Task Uses_a_proxy_as_the_agent_does()
    {
        await EnterAsync("healthy");
        _fake.Exec.Environment = new Dictionary<string, string>
        {
            ["HTTPS_PROXY"] = "http://user:PLANTED-PASSWORD@proxy.test:3128",
            ["NO_PROXY"] = "10.0.0.0/8,.svc, ssmmessages.us-west-2.amazonaws.com:443",
        };
        Install("getent", "exit 2");
        Install("curl", """
            [ -n "$https_proxy" ] && printf '\n@w 000 407 0.001 0.002 0.000 0.000 0.009\n' && exit 56
            printf '\n@w 404 000 0.001 0.002 0.004 0.008 0.009\n'
            """);

        EventLog<EndpointResult> log = await RunAsync();

        log.Items.Take(2).Select(item => $"{item.Endpoint} {item.Proxy} {item.IsReachable} {item.FailedStep} {item.FindingCode}").ShouldBe(
            ["ssm http://proxy.test:3128 False Proxy EgressProxyFailed", "ssmmessages  True  "]);
    }

    [SkippableFact]
    public async Task Without_tools_the_result_is_unknown()
    {
        await EnterAsync("healthy");
        foreach (string pod in (string[])["eks-connector-0", "eks-connector-1"])
        {
            _fake.Files.Delete(Namespace, pod, Agent, "/usr/local/bin/getent");
            _fake.Files.Delete(Namespace, pod, Agent, "/usr/local/bin/curl");
        }

        EventLog<EndpointResult> log = await RunAsync();

        log.Items.Count.ShouldBe(4);
        log.Items.ShouldAllBe(item => item.IsReachable == null && item.FindingCode == null && item.Summary.Contains("none of the tools") && item.RecommendedAction != null);
    }

    [SkippableFact]
    public async Task Without_a_shell_the_result_is_unknown()
    {
        await EnterAsync("healthy");
        _fake.Exec.RemoveTool("sh");

        EventLog<EndpointResult> log = await RunAsync();

        log.Items.ShouldAllBe(item => item.IsReachable == null && item.Summary.Contains("does not have a shell"));
        log.Items.Count.ShouldBe(4);
    }

    [SkippableFact]
    public async Task Stops_a_tool_that_does_not_end()
    {
        await EnterAsync("healthy");
        Install("getent", "exec sleep 600");
        Install("curl", "printf '\\n@w 000 000 0.000 0.000 0.000 0.000 0.000\\n'; exit 28");

        EventLog<EndpointResult> log = await RunAsync(stepTimeout: TimeSpan.FromSeconds(1));

        log.Items.ShouldAllBe(item => item.IsReachable == false && item.FailedStep == "Dns" && item.Summary.Contains("times out"));
        await _fake.Exec.WaitForIdleAsync();
    }

    [SkippableFact]
    public async Task Bounds_an_endless_output()
    {
        await EnterAsync("healthy");
        Install("getent", "i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); echo 10.1.2.3; done");

        EventLog<EndpointResult> log = await RunAsync();

        log.Items.ShouldAllBe(item => item.IsReachable == null && item.Summary.Contains("too long"));
    }

    [SkippableFact]
    public async Task A_user_without_the_exec_permission_gets_one_error()
    {
        await EnterAsync("healthy");

        EventLog<EndpointResult> log = await RunAsync("viewer");

        log.Items.ShouldBeEmpty();
        log.Failures.ShouldHaveSingleItem().ErrorId.ShouldBe(ErrorIds.AccessDenied);
    }

    private async Task EnterAsync(string scenario)
    {
        Skip.IfNot(File.Exists("/bin/sh"), "The fake cluster runs the script in the shell of this machine.");
        await _fake.EnterAsync(scenario, Namespace);
    }

    private void Install(string tool, string script)
    {
        foreach (string pod in (string[])["eks-connector-0", "eks-connector-1"])
        {
            _fake.Files.Set(Namespace, pod, Agent, $"/usr/local/bin/{tool}", Encoding.UTF8.GetBytes($"#!/bin/sh\n{script.ReplaceLineEndings("\n")}\n"));
        }
    }

    private async Task<EventLog<EndpointResult>> RunAsync(string context = "admin", TimeSpan? stepTimeout = null)
    {
        using var gateway = new KubernetesGateway();
        EventLog<EndpointResult> log = await EventLog<EndpointResult>.OfAsync(Operation.SelectAsync(
            new TestEndpointOperation(gateway).RunAsync(new EndpointRequest
            {
                Source = new ConnectionSource { KubeConfigPaths = [_fake.KubeConfigPath] },
                Targets = [new ClusterTarget(context, Namespace)],
                StepTimeout = stepTimeout ?? TimeSpan.FromSeconds(10),
                Verbose = true,
            }),
            outcome => outcome.Result.ShouldNotBeNull()));
        string.Join('\n', [.. log.Messages, .. log.Items.Select(item => $"{item} {item.Proxy} {item.CertificateIssuer}")]).ShouldNotContain("PLANTED");
        return log;
    }
}
