namespace EksConnector.Tests.Diagnosis;

/// <summary>A helm command that repairs a setting does not also upgrade the chart, and says so if it cannot avoid it.</summary>
public sealed class HelmVersionTests
{
    [Theory]
    [InlineData("helm-in-another-namespace")]
    [InlineData("helm-region-from-a-display-name")]
    public async Task A_command_keeps_the_version_of_the_release(string name)
    {
        EksConnector.Diagnosis result = await DiagnoseAsync(CorpusSituation.All[name]);
        result.FixCommand!.ShouldContain(" --version 0.0.11 ");
        result.FixCommandPowerShell!.ShouldContain(" --version 0.0.11 ");
        result.RecommendedAction!.ShouldNotContain("newest version");
    }

    [Theory]
    [InlineData("public.ecr.aws/eks-connector/eks-connector@sha256:04a732b9876d77c18601b92f91bb05d4591a1356dbbfd732c13f4db1362c796d")]
    [InlineData("registry.corp.example/mirror/eks-connector:approved-by-security")]
    public async Task A_command_for_an_unknown_version_comes_with_a_note(string image)
    {
        CorpusSituation situation = CorpusSituation.All["helm-in-another-namespace"];
        const string container = "- name: connector-proxy\n";
        situation.Scenario.ShouldContain(container);
        situation = situation with { Scenario = situation.Scenario.Replace(container, $"{container}          image: {image}\n", StringComparison.Ordinal) };
        EksConnector.Diagnosis result = await DiagnoseAsync(situation);
        result.FixCommand!.ShouldContain("helm upgrade connect ");
        result.FixCommand!.ShouldNotContain("--version");
        result.RecommendedAction!.ShouldContain("Add --version to keep the current one.");
        result.Findings.Single(finding => finding.IsRootCause).RecommendedAction!.ShouldContain("Add --version to keep the current one.");
    }

    private static async Task<EksConnector.Diagnosis> DiagnoseAsync(CorpusSituation situation) =>
        DiagnosisRun.Of(await CorpusTests.RunAsync(situation, SnapshotRead.OfAsync)).Result;
}
