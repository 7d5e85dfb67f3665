namespace EksConnector.PowerShell.Tests;

/// <summary>What a user does with the rows: look at them, filter, export, send them through jobs.</summary>
public sealed class StatusOutputTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_table_fits_into_80_columns(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, "Get-EksConnectorStatus admin -Namespace eks-connector | Out-String -Width 80");
        result.Lines[0].ShouldMatch(@"^Pod +Ready +Status +Restarts +Age +Context$");
        result.Lines[2].ShouldMatch(@"^eks-connector-0 +2/2 +Running +0 +\d+[smhd]\w* +admin$");
        result.Lines[3].ShouldMatch(@"^eks-connector-1 +0/2 +Init:CrashLoopBackOff +\d+ \(\d+\w+ ago\) +\d+[smhd]\w* +admin$");
        result.Output.Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_list_shows_the_containers(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, "Get-EksConnectorStatus admin -Namespace eks-connector | Format-List | Out-String -Width 80");
        result.Output.ShouldContain("Message          : connector-init: CrashLoopBackOff; the last run ended with");
        result.Output.ShouldContain("Containers       : connector-init (Init): Terminated, Completed, exit code 0");
        result.Output.ShouldContain("InstalledBy      : Manifest");
        result.Output.Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Control_characters_do_not_reach_the_terminal(string pwsh)
    {
        await fixture.Fake.EnterAsync("healthy", "evil");
        fixture.Fake.Store.Change("pods", "evil", "eks-connector-0", pod =>
        {
            pod["status"]!["reason"] = "\u001b[31mEvil\u0007";
            pod["status"]!["message"] = "\u001b]0;title\u0007text";
            pod["status"]!["conditions"] = new System.Text.Json.Nodes.JsonArray();
        });
        PwshResult result = await RunAsync(pwsh, "$r = Get-EksConnectorStatus admin -Namespace evil; $r | Out-String; $r | Format-List | Out-String");
        result.Output.ShouldContain("[31mEvil");
        result.Output.ShouldNotContain('\u001b');
        result.Output.ShouldNotContain('\u0007');
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Rows_work_in_common_pipelines(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $rows = Get-EksConnectorStatus admin -Namespace eks-connector
            "where: $(($rows | Where-Object IsReady -eq $false).Pod)"
            $csv = $rows | ConvertTo-Csv | ConvertFrom-Csv
            "csv: $($csv[1].Status) / $($csv[0].Images)"
            "containers: $($csv[1].Containers)"
            $json = $rows | ConvertTo-Json -Depth 4 | ConvertFrom-Json
            "json: $($json[1].Containers[0].Reason) $($json[0].IsReady) $($json[0].CreationTime.Kind)"
            "sorted: $(($rows | Sort-Object Restarts -Descending)[0].Pod)"
            "grouped: $(($rows | Group-Object IsReady).ForEach{ "$($_.Name)=$($_.Count)" } -join " ")"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "where: eks-connector-1",
            "csv: Init:CrashLoopBackOff / public.ecr.aws/eks-connector/eks-connector:0.0.11, public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:3.2.2303.0",
            "containers: connector-init: Waiting (CrashLoopBackOff), connector-agent: Waiting (PodInitializing), connector-proxy: Waiting (PodInitializing)",
            "json: CrashLoopBackOff True Local",
            "sorted: eks-connector-1",
            "grouped: False=1 True=1",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Rows_survive_clixml_and_jobs_and_are_still_comparable(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, $$"""
            $rows = Get-EksConnectorStatus admin -Namespace eks-connector
            $file = [IO.Path]::GetTempFileName()
            $rows | Export-Clixml $file
            $job = Start-Job { Import-Module '{{PwshRun.Module}}'; Get-EksConnectorStatus admin -Namespace eks-connector } | Receive-Job -Wait -AutoRemoveJob
            foreach ($back in (Import-Clixml $file)[1], $job[1]) {
                "$($back.Pod) $($back.Status) $($back.Containers[0].Reason) $($back.Containers[0].Restarts -is [int]) $($back.CreationTime.Kind) $($back.CreationTime -eq $rows[1].CreationTime) $($back.Age -gt [timespan]0) $($back.Restarts -eq $rows[1].Restarts)"
            }
            Remove-Item $file
            ($job | Format-Table | Out-String).Contains('Init:CrashLoopBackOff')
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "eks-connector-1 Init:CrashLoopBackOff CrashLoopBackOff True Local True True True",
            "eks-connector-1 Init:CrashLoopBackOff CrashLoopBackOff True Local True True True",
            "True",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Contexts_bind_from_the_pipeline_and_an_empty_pipeline_sends_no_request(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            "named: $(([pscustomobject]@{ Context = 'admin' }, [pscustomobject]@{ Context = 'viewer' } | Get-EksConnectorStatus -Namespace healthy -WarningAction SilentlyContinue | Sort-Object Context, Pod | ForEach-Object { "$($_.Context)/$($_.Pod)" }) -join ' ')"
            "again: $((Get-EksConnectorStatus admin -Namespace healthy | Get-EksConnectorStatus).Namespace)"
            "once: $((Get-EksConnectorStatus admin, ADMIN, adm* -Namespace healthy).Count)"
            "none: $(@(@() | Get-EksConnectorStatus).Count)"
            "current: $((Get-EksConnectorStatus -Namespace healthy)[0].Context)"
            "fleet: $(@(Get-EksConnectorStatus fleet-* -Namespace healthy | Group-Object Context).Length)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "named: admin/eks-connector-0 admin/eks-connector-1 viewer/eks-connector-0 viewer/eks-connector-1",
            "again: healthy healthy",
            "once: 2",
            "none: 0",
            "current: admin",
            "fleet: 8",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_cluster_can_be_specified_without_a_kubeconfig(string pwsh)
    {
        string authority = Path.GetTempFileName();
        await File.WriteAllTextAsync(authority, fixture.Fake.CertificateAuthorityPem);
        var environment = new Dictionary<string, string?>
        {
            ["SERVER"] = fixture.Fake.Server.ToString(),
            ["TOKEN"] = fixture.Fake.TokenOf("viewer"),
            ["CA"] = authority,
            ["CONFIG"] = fixture.Fake.KubeConfigPath,
            ["KUBECONFIG"] = null,
        };
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            $token = ConvertTo-SecureString $env:TOKEN -AsPlainText -Force
            "secure: $((Get-EksConnectorStatus -Server $env:SERVER -Token $token -CertificateAuthority $env:CA -Namespace healthy)[0].Context)"
            "plain: $((Get-EksConnectorStatus -Server $env:SERVER -Token $env:TOKEN -CertificateAuthority (Get-Content $env:CA -Raw) -Namespace healthy).Count)"
            "text: $((Get-EksConnectorStatus viewer -KubeConfigText (Get-Content $env:CONFIG) -Namespace healthy).Count)"
            "raw: $((Get-EksConnectorStatus -KubeConfigText (Get-Content $env:CONFIG -Raw) -Namespace healthy).Count)"
            Set-Location (Split-Path $env:CONFIG)
            "relative: $((Get-EksConnectorStatus -KubeConfigPath (Split-Path $env:CONFIG -Leaf) -Namespace healthy).Count)"
            """,
            environment);
        File.Delete(authority);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["secure: 127.0.0.1", "plain: 2", "text: 2", "raw: 2", "relative: 2"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_relative_kubeconfig_belongs_to_the_current_location(string pwsh)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("eks-connector-");
        string text = await File.ReadAllTextAsync(fixture.Fake.KubeConfigPath);
        foreach (string name in (string[])["one", "two"])
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.CreateSubdirectory(name).FullName, "config"), text.Replace("current-context: admin", $"current-context: {name}", StringComparison.Ordinal).Replace("name: admin", $"name: {name}", StringComparison.Ordinal).Replace("user: admin", $"user: {name}", StringComparison.Ordinal));
        }

        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            $$"""
            function Context { (Get-EksConnectorStatus -Namespace healthy)[0].Context }
            Set-Location '{{folder.FullName}}/one'; Context
            Set-Location '{{folder.FullName}}/two'; Context
            Set-Location '{{folder.FullName}}/one'; Context
            $null = New-PSDrive Place FileSystem '{{folder.FullName}}/one'; Set-Location Place:/; Context
            Set-Location /; Remove-PSDrive Place
            $null = New-PSDrive Place FileSystem '{{folder.FullName}}/two'; Set-Location Place:/; Context
            Set-Location Env:/; Context
            """,
            new Dictionary<string, string?>(fixture.Environment, StringComparer.Ordinal) { ["KUBECONFIG"] = "config" });
        folder.Delete(recursive: true);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["one", "two", "one", "one", "two", "two"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Scaled_to_zero_is_a_warning_without_rows(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $rows = Get-EksConnectorStatus admin -Namespace zero -WarningVariable w -WarningAction SilentlyContinue -ErrorAction Stop
            "$(@($rows).Count) $($w.Count) $($w[0].Message.Contains('scaled to 0'))"
            """);
        result.Lines.ShouldBe(["0 1 True"]);
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(pwsh, script, fixture.Environment);
}
