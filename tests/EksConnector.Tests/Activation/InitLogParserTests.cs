using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Diagnosis.Reading;
using EksConnector.Core.Findings.Symptoms;

namespace EksConnector.Tests.Activation;

public sealed class InitLogParserTests
{
    [Fact]
    public void Finds_the_documented_line_before_the_stack_traces()
    {
        InitLog log = Parse(
            "I1116 20:30:46.000000       1 init.go:26] eks-connector initializer starts...",
            "F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: InvalidActivation:",
            string.Join('\n', Enumerable.Range(0, 40).Select(i => $"goroutine {i} [running]:\nmain.main()\n\t/src/main.go:{i} +0x1d")));
        log.Code.ShouldBe(FindingCodes.InvalidActivation);
        log.Fatal.ShouldBe("failed to initiate eks-connector: InvalidActivation:");
    }

    [Fact]
    public void A_message_from_AWS_continues_on_its_own_lines()
    {
        InitLog log = Parse(
            "F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: RequestError: send request failed",
            "caused by: Post \"https://ssm.eu-west-1.amazonaws.com/\": x509: certificate signed by unknown authority",
            "\tstatus code: 400, request id: 1",
            "goroutine 1 [running]:",
            "caused by: nothing");
        log.Code.ShouldBe(FindingCodes.SsmTlsFailed);
        log.Fatal!.ShouldEndWith("unknown authority status code: 400, request id: 1");
    }

    [Fact]
    public void An_exit_without_a_message_is_explained_by_the_preceding_error()
    {
        InitLog log = Parse(
            "E1116 20:30:47.100000       1 initializer.go:41] eks connector state cannot be deserialized",
            "F1116 20:30:47.261469       1 init.go:43] failed to initiate eks-connector: unexpected end of JSON input");
        log.Code.ShouldBe(FindingCodes.StateInvalid);
    }

    [Fact]
    public void A_successful_run_has_no_exit_code_and_names_its_instance()
    {
        InitLog log = Parse(
            "I1116 20:30:46.000000       1 registration.go:66] successfully registered at SSM with InstanceID eks_c:my_cluster-1_b5c81f52067a0041c",
            "I1116 20:30:46.000000       1 initializer.go:58] persisting state information to filesystem...");
        (log.Code, log.Fatal, log.InstanceId).ShouldBe((null, null, "eks_c:my_cluster-1_b5c81f52067a0041c"));
        InstanceName.ClusterOf(log.InstanceId).ShouldBe("my_cluster-1");
    }

    [Fact]
    public void Reports_invalid_arguments_before_klog_starts() =>
        Parse("Error: required flag(s) \"activation.id\" not set", "Usage:", "  eks-connector init [flags]").Code.ShouldBe(FindingCodes.InitConfigurationInvalid);

    [Fact]
    public void Does_not_keep_an_activation_code_from_the_log() =>
        Parse("F1116 20:30:47.261469       1 init.go:43] failed to load configuration: --activation.code=PLANTED-CODE is bad").Fatal!.ShouldNotContain("PLANTED");

    [Fact]
    public void Every_symptom_has_its_own_text()
    {
        foreach (Symptom symptom in SymptomTable.Init.Rows.Where(row => row.Condition is null && row.Code != FindingCodes.InitFailed))
        {
            SymptomTable.Init.CodeOf(string.Join(' ', symptom.Fragments)).ShouldNotBeNull();
            symptom.Code.ShouldNotBe(FindingCodes.InitFailed);
        }
    }

    private static InitLog Parse(params string[] lines) => InitLogParser.Parse(string.Join('\n', lines).Split('\n'));
}
