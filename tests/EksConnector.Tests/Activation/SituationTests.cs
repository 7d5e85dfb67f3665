using System.Diagnostics;
using EksConnector.Core.Activation;
using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;
using EksConnector.Tests.Aws;

namespace EksConnector.Tests.Activation;

/// <summary>The truth: what is to be said of each situation of situations.yaml, on the fake cluster and the fake AWS.</summary>
[Collection(nameof(AwsGroup))]
public sealed class SituationTests(SituationTests.FakeCluster cluster) : IClassFixture<SituationTests.FakeCluster>
{
    public static TheoryData<string> All
    {
        get
        {
            var all = new TheoryData<string>();
            foreach (string name in Situation.All.Keys)
            {
                all.Add(name);
            }

            return all;
        }
    }

    [Fact]
    public void There_are_enough_of_them() => Situation.All.Count.ShouldBeGreaterThanOrEqualTo(40);

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_situation_is_judged_rightly(string name)
    {
        Situation situation = Situation.All[name];
        ActivationRun run = await RunAsync(situation);
        ActivationResult result = run.Result;
        string told = $"{result.Reason}: {result.Message}\n" + string.Join('\n', result.Findings.Select(finding =>
            $"{finding.Result} {finding.Code} {(finding.CausedBy is null ? string.Empty : "<- " + finding.CausedBy)}: {finding.Summary} {finding.Evidence}"));

        result.Reason.ShouldBe(situation.Expected("reason"), told);
        result.IsValid.ShouldBe(situation.Expected("valid") == "true", told);
        Codes(result, finding => finding.CausedBy is not null).ShouldBe(situation.ExpectedCodes("follows"), told);
        Codes(result, finding => finding is { Result: DiagnosisWords.Failed, IsRootCause: false, CausedBy: null }).ShouldBe(situation.ExpectedCodes("also"), told);
        Codes(result, finding => finding is { Result: DiagnosisWords.Warned, CausedBy: null }).ShouldBe(situation.ExpectedCodes("warned"), told);
        situation.ExpectedCodes("skipped").Except(Codes(result, finding => finding.Result == DiagnosisWords.Skipped)).ShouldBeEmpty(told);
        run.Failures.Select(failure => failure.ErrorId).ShouldBe(situation.Expected("error") is { } error ? [error] : [], told);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_is_said_is_one_root_cause_with_something_to_do_and_no_secret(string name)
    {
        ActivationRun run = await RunAsync(Situation.All[name]);
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
        IEnumerable<string?> lines = result.Findings.SelectMany(finding => new[] { finding.Summary, finding.Evidence, finding.Cause, finding.RecommendedAction });
        lines.OfType<string>().ShouldAllBe(line => !line.Contains('\n'));
        if (result.FixCommand is not null && !OperatingSystem.IsWindows())
        {
            result.FixCommandPowerShell.ShouldNotBeNullOrEmpty();
            using Process shell = Process.Start(new ProcessStartInfo("sh", ["-n", "-c", result.FixCommand]) { UseShellExecute = false })!;
            await shell.WaitForExitAsync();
            shell.ExitCode.ShouldBe(0, result.FixCommand);
        }

        run.Texts.ShouldNotContain("PLANTED", Case.Insensitive);
        run.Texts.ShouldNotContain("UExBTlRFRC", Case.Insensitive);
        run.Texts.ShouldNotContain("rPnm1eZ4xK7v9QwTsYbC", Case.Insensitive);
    }

    private static IEnumerable<string> Codes(ActivationResult result, Func<Finding, bool> which) =>
        result.Findings.Where(which).Select(finding => finding.Code).Order(StringComparer.Ordinal);

    private async Task<ActivationRun> RunAsync(Situation situation)
    {
        await using FakeAws aws = await FakeAws.StartAsync();
        using var environment = new AwsEnvironment();
        environment.Enter(aws);

        if (situation.Given("credentials") == "none")
        {
            environment.Set("AWS_ACCESS_KEY_ID", null);
            environment.Set("AWS_SECRET_ACCESS_KEY", null);
        }

        string @namespace = await cluster.EnterAsync(situation);
        await aws.EnterTextAsync(situation.Text, @namespace);
        Duration.TryParse(situation.Given("expiryWarning") ?? "12h", out TimeSpan warning).ShouldBeTrue();
        string? name = situation.Given("clusterName");
        return await ActivationRun.OfAsync(new ActivationRequest
        {
            Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
            Targets = [new(situation.Context, @namespace)],
            Registrations = [new(situation.Context, name, situation.Given("region"))],
            SkipAws = situation.Given("skip") == "aws",
            SkipKubernetes = situation.Given("skip") == "kubernetes",
            ExpiryWarning = warning,
        });
    }

    /// <summary>One fake cluster for all situations, each in a namespace of its own.</summary>
    public sealed class FakeCluster : IAsyncLifetime
    {
        private FakeKubernetes? _fake;
        private int _entered;

        public string KubeConfigPath => _fake!.KubeConfigPath;

        public async Task InitializeAsync() => _fake = await FakeKubernetes.StartAsync();

        public async Task<string> EnterAsync(Situation situation)
        {
            string @namespace = $"situation-{Interlocked.Increment(ref _entered)}";
            await _fake!.EnterTextAsync(situation.Text, @namespace);
            return @namespace;
        }

        public async Task DisposeAsync() => await _fake!.DisposeAsync();
    }
}
