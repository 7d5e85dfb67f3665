using System.IO.Compression;

namespace EksConnector.PowerShell.Tests;

/// <summary>Export-EksConnectorReport as a user meets it.</summary>
public sealed class ReportTests(FakeFixture fixture) : IClassFixture<FakeFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Diagnoses_from_all_sources_are_one_report(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $live = Test-EksConnector admin -Namespace complete -SkipAws
            $job = Start-Job { Import-Module $using:module; Test-EksConnector fleet-0001 -Namespace eks-connector -SkipAws } | Receive-Job -Wait -AutoRemoveJob
            Test-EksConnector fleet-0002 -Namespace eks-connector -SkipAws | Export-Clixml c.xml
            Test-EksConnector fleet-0003 -Namespace eks-connector -SkipAws | ConvertTo-Json -Depth 4 | Set-Content c.json
            Test-EksConnector fleet-0004 -Namespace eks-connector -SkipAws | Export-Csv c.csv
            $null = Export-EksConnectorDiagnostic fleet-0005 -Namespace eks-connector -SkipAws -DestinationPath c.zip
            $all = @($live; $job; Import-Clixml c.xml; Get-Content c.json -Raw | ConvertFrom-Json; Import-Csv c.csv; Test-EksConnector -Path c.zip)
            $file = $all | Export-EksConnectorReport report.html
            "file: $($file.GetType().Name) $($file.Name)"
            $html = Get-Content -Raw report.html
            $page = [xml]($html -replace '<!DOCTYPE html>')
            "connectors: $($page.SelectNodes('//article/h3').InnerText -join '|')"
            "verdicts: $($page.SelectNodes('//article/p/span').InnerText -join '|')"
            "commands: $($page.SelectNodes('//pre').Count) charts: $($page.SelectNodes('//figure').Count)"
            "healthy: $($page.SelectSingleNode('//li[@class="good"]/b').InnerText) of $($page.SelectSingleNode('//ul[@class="tiles"]/li/b').InnerText)"
            Export-EksConnectorReport -InputObject $all[0], $all[1] -Path two.xml -AsJUnit | Out-Null
            $suites = ([xml](Get-Content -Raw two.xml)).testsuites
            "junit: $($suites.testsuite.Count) $($suites.testsuite.failures -join ' ')"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "file: FileInfo report.html",
            "connectors: admin (complete)|fleet-0001|fleet-0002|fleet-0003|fleet-0004|fleet-0005",
            "verdicts: \u2713 Healthy|\u2717 Unhealthy: InvalidActivation|\u2717 Unhealthy: InvalidActivation|\u2717 Unhealthy: InvalidActivation|\u2717 Unhealthy: InvalidActivation|\u2717 Unhealthy: InvalidActivation",
            "commands: 10 charts: 5",
            "healthy: 1 of 6",
            "junit: 2 0 1",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Writes_a_file_only_on_request(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $d = Test-EksConnector admin -Namespace complete -SkipAws
            function Show([string] $name, [scriptblock] $script) { $found = try { & $script 3>&1 } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]) $($_.CategoryInfo.Category) $($_.ErrorDetails.RecommendedAction.Length -gt 0)" }; "${name}: $found" }
            Show whatif { $d | Export-EksConnectorReport x.html -WhatIf }
            Show none { @() | Export-EksConnectorReport x.html }
            "left: $(@(Get-ChildItem -Force).Count)"
            Show first { ($d | Export-EksConnectorReport x.html).Name }
            Show again { $d | Export-EksConnectorReport x.html }
            Show force { ($d | Export-EksConnectorReport x.html -Force).Name }
            Show folder { $d | Export-EksConnectorReport . -Force }
            Show nofolder { $d | Export-EksConnectorReport no/x.html }
            Show device { $d | Export-EksConnectorReport $(if ($IsWindows) { 'NUL' } else { '/dev/null' }) -Force }
            Show early { & { 'started'; throw 'the pipeline ran' } | Export-EksConnectorReport x.html }
            Show other { [pscustomobject]@{ Context = 'a' } | Export-EksConnectorReport y.html -ErrorAction Stop }
            Show text { 'admin' | Export-EksConnectorReport y.html -ErrorAction Stop }
            Show null { $null | Export-EksConnectorReport y.html -ErrorAction Stop }
            "left: $((Get-ChildItem -Force).Name)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.Where(line => !line.StartsWith("What if:", StringComparison.Ordinal)).ShouldBe(
        [
            "whatif:",
            "none: No report was written, because there is no diagnosis.",
            "left: 0",
            "first: x.html",
            "again: DestinationExists WriteError True",
            "force: x.html",
            "folder: DestinationNotWritable WriteError True",
            "nofolder: DestinationNotWritable WriteError True",
            "device: DestinationNotWritable WriteError True",
            "early: DestinationExists WriteError True",
            "other: InputObjectNotBound InvalidArgument False",
            "text: InputObjectNotBound InvalidArgument False",
            "null: ParameterArgumentValidationError InvalidData False",
            "left: x.html",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_bundle_contains_the_report_of_each_connector(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            (Export-EksConnectorDiagnostic admin, fleet-0001 -Namespace eks-connector -SkipAws -DestinationPath b.zip -WarningAction SilentlyContinue).Name
            """);
        result.Errors.ShouldBeEmpty();
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(_folder.FullName, "b.zip"));
        foreach (string context in (string[])["001-admin", "002-fleet-0001"])
        {
            using var reader = new StreamReader(archive.GetEntry($"{context}/report.html")!.Open());
            string html = await reader.ReadToEndAsync();
            html.ShouldContain($">{context[4..]}</h3>");
            html.ShouldNotContain("PLANTED", Case.Insensitive);
        }
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) =>
        PwshRun.OfAsync(pwsh, $"$module = '{PwshRun.Module}'\nSet-Location '{_folder.FullName}'\n{script}", fixture.Environment);
}
