using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>Warnings: one for each missing permission and cluster, and none without new information.</summary>
public sealed class NoiseTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    private const string Calls = """
        $folder = Join-Path ([IO.Path]::GetTempPath()) "$(New-Guid)"
        $calls = [ordered]@{
            status = { Get-EksConnectorStatus @args -Namespace complete }
            detailed = { Get-EksConnectorStatus @args -Namespace complete -Detailed }
            wait = { Get-EksConnectorStatus @args -Namespace complete -Wait -WaitTimeout 5s }
            log = { Get-EksConnectorLog @args -Namespace complete -Tail 1 }
            merge = { Get-EksConnectorLog @args -Namespace complete -Tail 1 -Merge }
            follow = { Get-EksConnectorLog @args -Namespace complete -Tail 1 -Follow -Duration 2s }
            raw = { Get-EksConnectorLog @args -Namespace complete -Tail 1 -Raw }
            saved = { Get-EksConnectorLog @args -Namespace complete -DestinationPath $folder }
            name = { Get-EksConnectorClusterName @args -Namespace complete -All }
            test = { Test-EksConnector @args -Namespace complete }
            finding = { Get-EksConnectorFinding @args -Namespace complete }
            activation = { Test-EksConnectorActivation @args -Namespace complete }
            export = { Export-EksConnectorDiagnostic @args -Namespace complete -DestinationPath "$folder/x.zip" -Force }
            impersonation = { Get-EksConnectorImpersonation @args -Namespace complete }
        }

        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task One_warning_per_missing_permission_and_cluster_and_none_with_all_permissions(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, Calls + """
            foreach ($name in $calls.Keys) {
                $counts = foreach ($context in 'admin', 'viewer', 'fleet-*') {
                    $warnings = @(& $calls[$name] -Context:$context *>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] -and "$_" -notmatch 'are the same cluster' })
                    $warnings.Count
                }
                "${name}: $counts"
            }
            Remove-Item -Recurse $folder
            """, fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "status: 0 0 0",
            "detailed: 0 1 0",
            "wait: 0 0 0",
            "log: 0 1 0",
            "merge: 0 1 0",
            "follow: 0 1 0",
            "raw: 0 1 0",
            "saved: 0 1 0",
            "name: 0 1 0",
            "test: 0 0 0",
            "finding: 0 0 0",
            "activation: 0 0 0",
            "export: 0 0 0",
            "impersonation: 0 2 0",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_documented_reader_role_permits_everything_that_reads(string pwsh)
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync();
        string role = await File.ReadAllTextAsync(Path.Combine(PwshRun.Module, "..", "..", "docs", "rbac", "reader.yaml"));
        IEnumerable<string> objects = role.ReplaceLineEndings("\n").Split("\n---\n").Select(item => "- " + item.Replace("\n", "\n  ", StringComparison.Ordinal).TrimEnd());
        await fake.EnterTextAsync("extends: complete\nobjects:\n" + string.Join('\n', objects));
        string kubeConfig = Path.Combine(Path.GetDirectoryName(fake.KubeConfigPath)!, "reader");
        await File.WriteAllTextAsync(
            kubeConfig,
            (await File.ReadAllTextAsync(fake.KubeConfigPath)).Replace("- name: admin\n  user:\n", "- name: admin\n  user:\n    as: jane@example.com\n", StringComparison.Ordinal));

        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            Calls.Replace(" -Namespace complete", string.Empty, StringComparison.Ordinal) + """
            foreach ($name in $calls.Keys) {
                & $calls[$name] -Context admin *>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] -or $_ -is [System.Management.Automation.ErrorRecord] } |
                    ForEach-Object { "${name}: $_" }
            }
            Remove-Item -Recurse $folder
            (Test-EksConnector admin).Findings | Where-Object { $_.Result -eq 'Skipped' } | ForEach-Object { "$($_.Code): $($_.Summary)" }
            try { Get-EksConnectorStatus admin -Namespace other -ErrorAction Stop } catch { $_.Exception.ErrorId }
            """,
            new Dictionary<string, string?>(fixture.Environment, StringComparer.Ordinal) { ["KUBECONFIG"] = kubeConfig });
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["AccessDenied"]);
    }
}
