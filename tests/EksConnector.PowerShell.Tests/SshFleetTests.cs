namespace EksConnector.PowerShell.Tests;

/// <summary>A fleet is distributed to PowerShell sessions over SSH, as shown in docs/fleets.md.</summary>
public sealed class SshFleetTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    private const string Summary = """
        $results = @(& $sample $sessions $contexts -Module $module -Parameters $parameters -ErrorVariable failed -WarningVariable warned -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
        "results: $(($results.Context | Sort-Object) -join ' ')"
        "computers: $(@($results.PSComputerName | Sort-Object -Unique).Count), runspaces: $(@($results.RunspaceId | Sort-Object -Unique).Count)"
        "healthy: $(@($results | Where-Object IsHealthy).Count)"
        "failed: $($failed.ForEach({ "$($_.TargetObject) $($_.FullyQualifiedErrorId.Split(',')[0])" }) -join ' ')"
        "warned: $($warned.Count)"
        $results[0] | Out-String | ForEach-Object Trim | ForEach-Object { $_.Split("`n")[0] }
        Remove-PSSession $sessions
        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Sessions_share_the_contexts_and_each_failing_cluster_is_one_error(string pwsh)
    {
        string[] lines = await RunAsync(pwsh, PwshRun.Module);

        lines.ShouldBe(
        [
            "results: fleet-0001 fleet-0002 fleet-0003 fleet-0004 fleet-0005 fleet-0006",
            "computers: 1, runspaces: 2",
            "healthy: 6",
            "failed: offline ConnectionRefused",
            "warned: 0",
            lines[^1],
        ]);
        lines[^1].ShouldMatch("^fleet-000[1-6] \\(.*\\): healthy");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_clusters_of_a_lost_session_are_diagnosed_by_another(string pwsh)
    {
        // The first session that gets here ends immediately, as on a machine that loses power.
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string module = Path.Combine(folder.FullName, "Dying.psm1");
        string flag = Path.Combine(folder.FullName, "flag");
        await File.WriteAllTextAsync(module, $$"""
            Import-Module '{{PwshRun.Module}}'
            function Test-EksConnector([string[]] $Context, [string[]] $KubeConfigPath, [string] $Namespace, [switch] $SkipAws, [switch] $AsCompleted) {
                try {
                    [IO.File]::Move('{{flag}}', "{{flag}}.$PID")
                    Stop-Process -Id $PID -Force
                } catch [IO.FileNotFoundException] { }
                EksConnector\Test-EksConnector @PSBoundParameters
            }
            """);
        await File.WriteAllTextAsync(flag, string.Empty);
        try
        {
            string[] lines = await RunAsync(pwsh, module);

            lines.ShouldBe(
            [
                "results: fleet-0001 fleet-0002 fleet-0003 fleet-0004 fleet-0005 fleet-0006",
                "computers: 1, runspaces: 1",
                "healthy: 6",
                "failed: offline ConnectionRefused",
                "warned: 1",
                lines[^1],
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<string[]> RunAsync(string pwsh, string module)
    {
        Skip.If(pwsh.Length == 0, "PowerShell is required to diagnose a fleet over SSH.");
        Skip.IfNot(SshServer.IsInstalled, "An OpenSSH server is required to diagnose a fleet over SSH.");
        using SshServer server = await SshServer.StartAsync(pwsh);
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            $$"""
            Import-Module '{{PwshRun.Module}}'
            $options = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
            $sessions = 1..2 | ForEach-Object { New-PSSession -HostName 127.0.0.1 -Port {{server.Port}} -KeyFilePath '{{server.KeyPath}}' -Options $options }
            $contexts = @(1..6 | ForEach-Object { "fleet-000$_" }) + 'offline'
            $parameters = @{ SkipAws = $true; KubeConfigPath = '{{fixture.Fake.KubeConfigPath}}'; Namespace = 'healthy' }
            $module = '{{module}}'
            $sample = '{{Path.Combine(PwshRun.Module, "..", "..", "docs", "samples", "Test-Fleet.ps1")}}'
            {{Summary}}
            """,
            import: false);
        result.Errors.ShouldBeEmpty();
        return result.Lines;
    }
}
