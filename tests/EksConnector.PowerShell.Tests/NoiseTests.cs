namespace EksConnector.PowerShell.Tests;

/// <summary>Warnings: one for each right that is missing and each cluster, and none that says nothing new.</summary>
public sealed class NoiseTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task One_warning_per_missing_permission_and_cluster_and_none_with_all_permissions(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(pwsh, """
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
}
