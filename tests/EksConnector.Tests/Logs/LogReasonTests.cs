using System.Globalization;

namespace EksConnector.Tests.Logs;

/// <summary>The reason of an entry, and the lines that are separate entries.</summary>
public sealed class LogReasonTests
{
    private const string Failed = "F0108 08:44:27.123456       1 init.go:44] failed to initiate eks-connector: ";

    [Theory]
    [InlineData(Failed + "RequestError: send request failed\ncaused by: Post \"https://ssm.us-west-2.amazonaws.com/\": dial tcp 10.0.0.1:443: connect: connection refused\ngoroutine 1 [running]:\nmain.main()", "dial tcp 10.0.0.1:443: connect: connection refused")]
    [InlineData(Failed + "Get \"https://10.96.0.1:443/api\": x509: certificate is valid for a, not b", "x509: certificate is valid for a, not b")]
    [InlineData(Failed + "secrets \"eks-connector-state-0\" is forbidden: User \"x\" cannot get resource \"secrets\"", "failed to initiate eks-connector: secrets \"eks-connector-state-0\" is forbidden: User \"x\" cannot get resource \"secrets\"")]
    [InlineData("2026-01-08 08:44:27 ERROR [CredentialRefresher] Retrieve credentials produced error: AccessDeniedException: \n\tstatus code: 400", "Retrieve credentials produced error: AccessDeniedException:")]
    [InlineData("2026-01-08 08:44:27 INFO [a] b", "b")]
    public void Shows_the_innermost_reason(string log, string expected) => LogText.Entry(log).Reason.ShouldBe(expected);

    [Fact]
    public void Lines_of_the_Go_runtime_are_separate_entries()
    {
        LogEntry[] entries = LogText.Entries(
            "Initializing new seelog logger\n2026-01-08 08:44:27 INFO Proxy environment variables:\n2026/01/08 08:44:28 Found config file\nApplying config override\n2026/01/08 08:44:29 processing\n2026-01-08 08:44:30 ERROR x\n\tstatus code: 400\n");

        entries.Select(entry => entry.Raw).ShouldBe(
        [
            "Initializing new seelog logger", "2026-01-08 08:44:27 INFO Proxy environment variables:", "2026/01/08 08:44:28 Found config file",
            "Applying config override", "2026/01/08 08:44:29 processing", "2026-01-08 08:44:30 ERROR x\n\tstatus code: 400",
        ]);
        entries.Select(entry => entry.Timestamp?.ToString("ss", CultureInfo.InvariantCulture)).ShouldBe([null, "27", "28", "28", "29", "30"]);
        entries[2].Message.ShouldBe("Found config file");
    }

    [Theory]
    [InlineData("WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Failed to dial websocket, status: 403 Forbidden", "Error")]
    [InlineData("WARN [ssm-agent-worker] [MessageService] [MGSInteractor] Error while sending websocket ping: broken pipe", "Warning")]
    [InlineData("INFO [ssm-agent-worker] Failed to dial websocket", "Information")]
    public void Returns_causes_that_the_agent_logs_at_WARN(string line, string level) =>
        LogText.Entry("2026-01-08 08:44:27 " + line).Level.ShouldBe(level);
}
