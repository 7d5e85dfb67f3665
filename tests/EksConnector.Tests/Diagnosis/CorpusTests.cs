using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.RegularExpressions;
using EksConnector.Core.Diagnosis;
using EksConnector.Core.Diagnosis.Bundle;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.FakeCluster;
using EksConnector.FakeCluster.Aws;
using EksConnector.Tests.Aws;

namespace EksConnector.Tests.Diagnosis;

/// <summary>The expected diagnosis for each situation of the corpus, on the fake cluster and the fake of AWS.</summary>
public sealed class CorpusTests
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<SnapshotRead>>> s_reads = new(StringComparer.Ordinal);

    public static TheoryData<string> All
    {
        get
        {
            var all = new TheoryData<string>();
            foreach (string name in CorpusSituation.All.Keys)
            {
                all.Add(name);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Diagnoses_the_situation_correctly(string name)
    {
        CorpusSituation situation = CorpusSituation.All[name];
        DiagnosisRun run = DiagnosisRun.Of(await ReadAsync(situation));
        ShouldMatchExpectation(situation, run);
        await ShouldBeWellFormedAsync(run);
    }

    [Fact]
    public void Enough_cases_exist()
    {
        CorpusSituation[] all = [.. CorpusSituation.All.Values];
        all.Count(situation => situation.Name.StartsWith("real-", StringComparison.Ordinal)).ShouldBe(17);
        all.Count(situation => situation.IsHealthy == true).ShouldBeGreaterThanOrEqualTo(75);
        all.Count(situation => situation.IsHealthy == false && !situation.Name.StartsWith("real-", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(100);
    }

    /// <summary>Checks the verdict, the root cause, the findings that follow from it, and other errors and warnings.</summary>
    internal static void ShouldMatchExpectation(CorpusSituation situation, DiagnosisRun run)
    {
        EksConnector.Diagnosis result = run.Result;
        string message = $"{result.RootCause}: {result.Summary}\n" + string.Join('\n', result.Findings.Select(finding =>
            $"{finding.Result} {finding.Code} {(finding.CausedBy is null ? string.Empty : "<- " + finding.CausedBy)}: {finding.Summary} {finding.Evidence}"))
            + string.Join('\n', run.Failures.Select(failure => failure.Message));

        result.RootCause.ShouldBe(situation.Value("rootCause"), message);
        result.IsHealthy.ShouldBe(situation.IsHealthy, message);
        Codes(result, finding => finding.CausedBy is not null).ShouldBe(situation.List("follows"), message);
        Codes(result, finding => finding is { Result: DiagnosisWords.Failed, IsRootCause: false, CausedBy: null }).ShouldBe(situation.List("also"), message);
        Codes(result, finding => finding is { Severity: DiagnosisWords.Warning, CausedBy: null }).ShouldBe(situation.List("warned"), message);
        situation.List("skipped").Except(Codes(result, finding => finding.Result == DiagnosisWords.Skipped)).ShouldBeEmpty(message);
        foreach (string text in situation.List("evidence"))
        {
            $"{result.Summary} {result.Evidence}".ShouldContain(text, Case.Sensitive, message);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Both_tests_name_the_same_root_cause(string name) => SameRootCause.Check((await ReadAsync(CorpusSituation.All[name])).Snapshot);

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_bundle_of_the_situation_gives_the_same_diagnosis(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.zip");
        try
        {
            SnapshotRead read = await ReadAsync(CorpusSituation.All[name]);
            using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
            {
                var bundle = new BundleWriter(archive, TimeProvider.System);
                bundle.Add(read.Snapshot, new Dictionary<string, string>());
                bundle.Complete();
            }

            DiagnosisRun again = await DiagnosisRun.OfBundleAsync(path);
            again.Failures.ShouldBeEmpty();
            Shown(again).ShouldBe(Shown(DiagnosisRun.Of(read)));
            await ShouldContainNoSecretAsync(path);
        }
        finally
        {
            File.Delete(path);
        }

        static IEnumerable<string> Shown(DiagnosisRun run) => run.Result.Findings.Select(finding =>
            $"{finding.Result} {finding.Severity} {finding.Code} {finding.Pod} {finding.PrincipalArn} {finding.IsRootCause} {finding.CausedBy} {finding.Summary} {finding.Evidence} {WithoutTarget(finding.FixCommand)}");

        // A bundle does not contain the kubeconfig path and the context of the machine that wrote it.
        static string? WithoutTarget(string? command) => command is null
            ? null
            : Regex.Replace(command, " -?-(kubeconfig|kube-context|context) [^ ]+", string.Empty, RegexOptions.NonBacktracking);
    }

    // The operations read the cluster and the logs again.
    [Theory]
    [InlineData("healthy-complete")]
    [InlineData("activation-code-key-missing")]
    [InlineData("token-of-an-earlier-account")]
    public async Task Operations_return_the_same_result_with_and_without_a_bundle(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.zip");
        try
        {
            (DiagnosisRun live, DiagnosisRun again) = await RunAsync(CorpusSituation.All[name], async request =>
                (await DiagnosisRun.OfAsync(request), await DiagnosisRun.OfBundleAsync(new ExportRequest(request, path))));
            again.Failures.ShouldBeEmpty();
            again.Result.RootCause.ShouldBe(live.Result.RootCause);
            again.Result.Findings.Select(finding => finding.ToString()).ShouldBe(live.Result.Findings.Select(finding => finding.ToString()));
            live.Result.RootCause.ShouldBe(CorpusSituation.All[name].Value("rootCause"));
            await ShouldContainNoSecretAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task ShouldContainNoSecretAsync(string path)
    {
        foreach (string text in await DiagnosisRun.TextsInAsync(path))
        {
            text.ShouldNotContain("PLANTED", Case.Insensitive);
        }
    }

    // Each situation is read from the fake once.
    private static Task<SnapshotRead> ReadAsync(CorpusSituation situation) =>
        s_reads.GetOrAdd(situation.Name, _ => new(() => RunAsync(situation, SnapshotRead.OfAsync))).Value;

    private static async Task ShouldBeWellFormedAsync(DiagnosisRun run)
    {
        EksConnector.Diagnosis result = run.Result;
        Finding[] roots = [.. result.Findings.Where(finding => finding.IsRootCause)];
        if (result.IsHealthy != false)
        {
            roots.ShouldBeEmpty();
        }
        else
        {
            roots.ShouldHaveSingleItem().Code.ShouldBe(result.RootCause);
            result.Findings[0].ShouldBeSameAs(roots[0]);
            result.RecommendedAction.ShouldNotBeNullOrEmpty();
        }

        result.Findings.Select(finding => (finding.Code, finding.PrincipalArn)).ShouldBeUnique();
        foreach (Finding finding in result.Findings.Where(finding => finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned))
        {
            FindingDefinition row = FindingCatalogue.Row(finding.Code);
            ((string[])[row.Severity, .. row.Downgrades]).ShouldContain(finding.Severity, finding.Code);
        }

        foreach (Finding finding in result.Findings.Where(finding => finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned))
        {
            finding.RecommendedAction.ShouldNotBeNullOrEmpty(finding.Code);
            finding.DocumentationUri.ShouldNotBeNullOrEmpty(finding.Code);
        }

        await ReportedTexts.ShouldBeUsableAsync(result.Findings, result.FixCommand, result.FixCommandPowerShell, run.Texts);
    }

    private static IEnumerable<string> Codes(EksConnector.Diagnosis result, Func<Finding, bool> which) =>
        result.Findings.Where(which).Select(finding => finding.Code).Order(StringComparer.Ordinal);

    // The last lines of the agent can be in a rotated file, which is usually not read.
    [Theory]
    [InlineData(FaultKind.ResetInBody, 1)]
    [InlineData(FaultKind.Truncate, 1)]
    [InlineData(FaultKind.Truncate, 18)]
    public async Task A_command_that_is_interrupted_once_changes_no_verdict(FaultKind kind, int bytes)
    {
        CorpusSituation situation = CorpusSituation.All["core-refused-in-the-rolled-file"];
        SnapshotRead read = await RunAsync(
            situation, SnapshotRead.OfAsync, cluster => cluster.Faults.Add(new Fault(kind) { Path = "/exec?", Times = 1, BodyBytes = bytes }));
        ShouldMatchExpectation(situation, DiagnosisRun.Of(read));
    }

    [Theory]
    [InlineData("core-refused-in-the-rolled-file", false)]
    [InlineData("healthy-connected-again-in-the-rolled-file", null)]
    [InlineData("healthy-agent-log-missing", null)]
    public async Task A_connection_is_not_verified_if_newer_lines_may_exist(string name, bool? isHealthy)
    {
        CorpusSituation situation = CorpusSituation.All[name];
        SnapshotRead read = await RunAsync(situation, request => SnapshotRead.OfAsync(request with { SkipAws = true }), cluster => cluster.Exec.RemoveTool("ls"));
        DiagnosisRun run = DiagnosisRun.Of(read);
        run.Result.IsHealthy.ShouldBe(isHealthy);
        if (name == "healthy-connected-again-in-the-rolled-file")
        {
            run.Result.Findings.ShouldContain(finding => finding.Code == FindingCodes.ConnectionNotVerified && finding.Summary.Contains("newer lines of the agent's log may exist", StringComparison.Ordinal));
        }
    }

    internal static async Task<T> RunAsync<T>(CorpusSituation situation, Func<DiagnosisRequest, Task<T>> run, Action<FakeKubernetes>? prepare = null)
    {
        await using FakeAws aws = await FakeAws.StartAsync();

        // Each situation has its own cluster, because nodes and ClusterRoles are shared by all namespaces.
        await using FakeKubernetes cluster = await FakeKubernetes.StartAsync();
        string @namespace = situation.Value("namespace") ?? "eks-connector";
        await cluster.EnterTextAsync(situation.Scenario, @namespace);
        await aws.EnterTextAsync(situation.Scenario, @namespace);
        prepare?.Invoke(cluster);
        string context = situation.Value("as") ?? "admin";
        return await run(new DiagnosisRequest
        {
            Source = new() { KubeConfigPaths = [cluster.KubeConfigPath] },
            Targets = [new(context, @namespace)],
            Registrations = [new(context, situation.Value("clusterName"), situation.Value("region"))],
            Aws = AwsEnvironment.SourceOf(aws),
            SkipAws = situation.Value("skip") == "aws",
            Principals = situation.List("principals"),
        });
    }
}
