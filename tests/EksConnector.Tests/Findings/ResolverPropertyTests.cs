using System.Text.Json;
using EksConnector.Core.Findings.Resolving;

namespace EksConnector.Tests.Findings;

/// <summary>What may stand around a text without changing what it means; each case over all texts.</summary>
public sealed class ResolverPropertyTests
{
    private const string Noise =
        """
        Nov 27 10:00:00 node1 systemd[1]: Started Daily apt upgrade and clean activities.
        level=error ts=2026-11-27T10:00:00Z msg="Error on notify" err="Post https://hooks.example.com: dial tcp: lookup hooks.example.com: no such host"
        E1127 10:00:00.000001    4321 controller.go:114] loading OpenAPI spec for "v1beta1.metrics.k8s.io" failed with: failed to retrieve openAPI schema: 503 Service Unavailable
        127.0.0.1 - - [27/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 403 153
        {"level":"warn","logger":"etcd-client","error":"rpc error: code = DeadlineExceeded desc = latest balancer error: connection refused"}
        """;

    private const string ServerWarning =
        "Warning: would violate PodSecurity \"restricted:latest\": unrestricted capabilities (container \"connector-init\" must not include \"DAC_OVERRIDE\" in securityContext.capabilities.add)";

    private const string Recovered =
        """
        Warning  FailedMount  40d  kubelet  MountVolume.SetUp failed for volume "eks-agent-config" : configmap "eks-connector-agent" not found
        Warning  Failed  40d  kubelet  Failed to pull image "example.com/old:1": 403 Forbidden
        Normal   Pulled  40d  kubelet  Successfully pulled image "example.com/old:1" in 2s
        Normal   Started  40d  kubelet  Started container connector-init
        2001-01-27 09:00:00 ERROR [ssm-agent-worker] [MessageService] [MGSInteractor] Failed to get controlchannel token, error: CreateControlChannel failed with error: createControlChannel request failed: unexpected response from the service <AccessDeniedException>
        2001-01-27 09:01:00 INFO [ssm-agent-worker] [MessageService] [MGSInteractor] Set up control channel successfully
        """;

    [Theory]
    [InlineData("journald", "Nov 03 12:40:12 node1 kubelet[6712]: ")]
    [InlineData("containerd", "2026-11-27T02:48:30.123456789Z stdout F ")]
    [InlineData("syslog", "<14>1 2026-11-27T02:48:30Z node1 app 123 - - ")]
    [InlineData("a time", "2026-11-27T02:48:30.123Z ")]
    [InlineData("another time", "2026-11-27 02:48:30,123 ")]
    [InlineData("a quote", "> ")]
    [InlineData("Loki", "2026-11-27T02:48:30.123Z {app=\"x\", container=\"y\"} ")]
    [InlineData("RFC 5424", "<11>1 2026-11-27T09:27:11.003Z node1 evntslog - ID47 [x@1 a=\"b\"] ")]
    [InlineData("Compose", "app-1  | ")]
    [InlineData("CloudWatch", "1732698431000 ")]
    [InlineData("Kibana", "Nov 27, 2026 @ 09:27:11.261\t")]
    public void The_prefix_of_a_log_shipper_changes_nothing(string shipper, string prefix) =>
        Check(shipper, isInWholeLines: true, text => EachLine(text, line => prefix + line));

    [Fact]
    public void Lines_in_the_JSON_format_of_Docker_give_the_same_result() =>
        Check("JSON", isInWholeLines: true, text => EachLine(text, line => JsonSerializer.Serialize(new { log = line + "\n", stream = "stderr", time = "2026-11-27T02:48:30.1Z" })));

    [Theory]
    [InlineData("Vector", "{\"file\":\"/var/log/pods/x/0.log\",\"kubernetes\":{\"container_name\":\"x\",\"pod_name\":\"y\"},\"message\":", ",\"stream\":\"stderr\"}")]
    [InlineData("Filebeat", "{\"@timestamp\":\"2026-11-27T09:27:11.261Z\",\"log\":{\"offset\":1},\"message\":", "}")]
    [InlineData("Fluentd", "2026-11-27 02:48:30.000000000 +0000 kube.var.log.containers.x: {\"log\":", ",\"stream\":\"stderr\"}")]
    [InlineData("Google Cloud", "{\"insertId\":\"a\",\"severity\":\"ERROR\",\"textPayload\":", ",\"timestamp\":\"2026-11-27T09:27:11.261469Z\"}")]
    public void Lines_in_the_JSON_of_a_log_shipper_give_the_same_result(string shipper, string before, string after) =>
        Check(shipper, isInWholeLines: true, text => EachLine(text, line => before + JsonSerializer.Serialize(line) + after));

    [Fact]
    public void Code_fences_and_colors_change_nothing() =>
        Check("colours", isInWholeLines: false, text => $"```text\r\n{EachLine(text, line => $"\u001b[31m{line}\u001b[0m\r")}\r\n```");

    [Fact]
    public void Lines_of_other_programs_change_nothing() =>
        Check("noise", isInWholeLines: false, text => $"{Noise}\n{text}\n{Noise}");

    [Fact]
    public void Warnings_of_the_server_change_nothing() =>
        Check("warning", isInWholeLines: false, text => $"{ServerWarning}\n{text}\n{ServerWarning}");

    [Fact]
    public void A_recovered_fault_changes_nothing() =>
        Check("recovered", isInWholeLines: false, text => $"{Recovered}\n{text}");

    private static void Check(string kind, bool isInWholeLines, Func<string, string> change)
    {
        string[] wrong =
        [
            .. from row in ErrorResolverTests.Rows()
               where !isInWholeLines || !(row.Name.Contains("broken", StringComparison.Ordinal) || row.Name.EndsWith("in a terminal", StringComparison.Ordinal))
               let codes = string.Join(' ', Codes(ErrorResolver.Resolve(change(row.Text)).Select(finding => finding.Code)))
               where codes != string.Join(' ', Codes(row.Codes))
               select $"{kind}, {row.Name}: {codes}",
        ];
        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Codes(IEnumerable<string> codes) => codes.Distinct().Order(StringComparer.Ordinal);

    private static string EachLine(string text, Func<string, string> change) => string.Join('\n', text.Split('\n').Select(change));
}
