using EksConnector.Core.Activation;
using EksConnector.FakeCluster.Aws;
using EksConnector.Tests.Aws;
using EksConnector.Tests.Diagnosis;

namespace EksConnector.Tests.Activation;

/// <summary>Runs a situation on the fake cluster and the fake of AWS, and compares the result with the expected one.</summary>
internal static class SituationJudge
{
    /// <summary>Checks the root cause, the findings that follow from it, and the failures.</summary>
    public static void ShouldMatchExpectation(Situation situation, ActivationRun run)
    {
        ActivationResult result = run.Result;
        string message = $"{result.Reason}: {result.Message}\n" + string.Join('\n', result.Findings.Select(finding =>
            $"{finding.Result} {finding.Code} {(finding.CausedBy is null ? string.Empty : "<- " + finding.CausedBy)}: {finding.Summary} {finding.Evidence}"));

        result.Reason.ShouldBe(situation.Expected("reason"), message);
        result.IsValid.ShouldBe(situation.Expected("valid") == "true", message);
        Codes(result, finding => finding.CausedBy is not null).ShouldBe(situation.ExpectedCodes("follows"), message);
        Codes(result, finding => finding is { Result: DiagnosisWords.Failed, IsRootCause: false, CausedBy: null }).ShouldBe(situation.ExpectedCodes("also"), message);
        Codes(result, finding => finding is { Result: DiagnosisWords.Warned, CausedBy: null }).ShouldBe(situation.ExpectedCodes("warned"), message);
        situation.ExpectedCodes("skipped").Except(Codes(result, finding => finding.Result == DiagnosisWords.Skipped)).ShouldBeEmpty(message);
        run.Failures.Select(failure => failure.ErrorId).ShouldBe(situation.Expected("error") is { } error ? [error] : [], message);
    }

    /// <summary>Checks that there is at most one root cause, with an action, and no secret.</summary>
    public static async Task ShouldBeWellFormedAsync(ActivationRun run)
    {
        ActivationResult result = run.Result;
        Finding[] roots = [.. result.Findings.Where(finding => finding.IsRootCause)];
        if (result.IsValid || result.Reason == ActivationWords.Unknown)
        {
            roots.ShouldBeEmpty();
        }
        else
        {
            roots.ShouldHaveSingleItem().Code.ShouldBe(result.Reason);
            result.Findings[0].ShouldBeSameAs(roots[0]);
            result.RecommendedAction.ShouldNotBeNullOrEmpty();
        }

        result.Findings.Select(finding => finding.Code).ShouldBeUnique();
        result.Findings.ShouldAllBe(finding => typeof(FindingCodes).GetField(finding.Code) != null);
        await ReportedTexts.ShouldBeUsableAsync(result.Findings, result.FixCommand, result.FixCommandPowerShell, run.Texts);
        run.Texts.ShouldNotContain("rPnm1eZ4xK7v9QwTsYbC", Case.Insensitive);
    }

    /// <summary>Runs a situation with the key of the fake of AWS, or with the credentials in the environment.</summary>
    public static async Task<ActivationRun> RunAsync(Situation situation, SituationCluster cluster)
    {
        await using FakeAws aws = await FakeAws.StartAsync();
        string @namespace = await cluster.EnterAsync(situation);
        await aws.EnterTextAsync(situation.Text, @namespace);
        Duration.TryParse(situation.Specified("expiryWarning") ?? "12h", out TimeSpan warning).ShouldBeTrue();
        string? name = situation.Specified("clusterName");
        return await ActivationRun.OfAsync(new ActivationRequest
        {
            Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
            Targets = [new(situation.Context, @namespace)],
            Registrations = [new(situation.Context, name, situation.Specified("region"))],
            Aws = situation.HasCredentials ? AwsEnvironment.SourceOf(aws) : new(),
            SkipAws = situation.Specified("skip") == "aws",
            SkipKubernetes = situation.Specified("skip") == "kubernetes",
            ExpiryWarning = warning,
        });
    }

    private static IEnumerable<string> Codes(ActivationResult result, Func<Finding, bool> which) =>
        result.Findings.Where(which).Select(finding => finding.Code).Order(StringComparer.Ordinal);
}
