namespace EksConnector.PowerShell.Tests;

/// <summary>Test-EksConnector and the cmdlets beside it as a user meets them.</summary>
public sealed class DiagnosisTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    private const string Principal = "arn:aws:iam::111122223333:role/admin";

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_broken_connector_is_reported_in_a_form_that_fits_a_ticket(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $d = Test-EksConnector admin -Namespace eks-connector -SkipAws
            "$($d.GetType().FullName) $($d.Context) $($d.Namespace) $($d.IsHealthy) $($d.RootCause) $($d.Time.Kind)"
            "first: $($d.Findings[0].Code) $($d.Findings[0].IsRootCause)"
            $d | Out-String -Width 80
            $d | Format-List | Out-String -Width 80
            $d | Format-Table | Out-String -Width 80
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines[0].ShouldBe("EksConnector.Diagnosis admin eks-connector False InvalidActivation Local");
        result.Lines[1].ShouldBe("first: InvalidActivation True");
        result.Lines[2].ShouldBe("admin (eks-connector, EKS cluster my-cluster): InvalidActivation");
        result.Output.ShouldContain("  Problem     Systems Manager ");
        result.Output.ShouldContain("  Evidence    log of eks-connector-1: ");
        result.Output.ShouldContain("  Action      ");
        result.Output.ShouldContain("  Fix         kubectl --context admin -n eks-connector");
        result.Output.Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= 80);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_healthy_connector_is_shown_in_two_lines(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $d = Test-EksConnector admin -Namespace complete
            "$($d.IsHealthy) $($d.RootCause) $(@($d.Findings | Where-Object Severity -eq Error).Count)"
            ($d | Out-String -Width 80).Trim()
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines[0].TrimEnd().ShouldBe("True  0");
        result.Lines[1].ShouldBe("admin (complete, EKS cluster my-cluster): healthy");
        result.Lines.Length.ShouldBe(3, result.Output);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Scripts_can_act_on_the_result(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            "quiet: $(Test-EksConnector admin -Namespace complete -Quiet) $(Test-EksConnector admin -Namespace eks-connector -SkipAws -Quiet)"
            try { Test-EksConnector admin -Namespace eks-connector -SkipAws -FailOn Error -Quiet } catch { "failed: $($_.FullyQualifiedErrorId) $($_.Exception.Message)" }
            "kept: $(@(Test-EksConnector admin -Namespace complete -FailOn Warning).Count)"
            "from the pipeline: $(('admin' | ForEach-Object { [pscustomobject]@{ Context = $_; Namespace = 'complete' } } | Test-EksConnector -SkipAws).IsHealthy)"
            "status: $((Get-EksConnectorStatus admin -Namespace complete | Test-EksConnector -SkipAws).IsHealthy)"
            "in a job: $((Start-Job { Import-Module $using:module; Test-EksConnector admin -Namespace eks-connector -SkipAws } | Receive-Job -Wait -AutoRemoveJob).Findings[0].Code)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "quiet: True False",
            "False",
            "failed: ConnectorUnhealthy,EksConnector.Commands.TestEksConnectorCommand 1 of 1 connectors have a finding of severity Error: admin: InvalidActivation.",
            "kept: 1",
            "from the pipeline: True",
            "status: True",
            "in a job: InvalidActivation",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Findings_flow_into_other_cmdlets(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, $$"""
            $findings = Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -PrincipalArn {{Principal}}
            "types: $($findings.ForEach{ $_.GetType().Name } | Sort-Object -Unique)"
            "first: $($findings[0].Code), root causes: $(@($findings | Where-Object IsRootCause).Count)"
            "severity: $((Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -Severity Error).Severity | Sort-Object -Unique)"
            "code: $((Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -Code State*).Code -join ' ')"
            "without: $(@(Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -ExcludeCode *).Count)"
            "piped: $((Test-EksConnector admin -Namespace eks-connector -SkipAws | Get-EksConnectorFinding -Severity Error).Code -join ' ')"
            "csv: $(($findings | Select-Object Context, Code, Severity | ConvertTo-Csv)[1])"
            $findings | Where-Object Code -eq ImpersonationMissing | Grant-EksConnectorImpersonation -WhatIf
            "all known: $(@(Get-EksConnectorFinding -ListAvailable).Count -gt 90) $((Get-EksConnectorFinding -ListAvailable -Code ControlChannelDenied).Severity)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines[..2].ShouldBe(["types: Finding", "first: InvalidActivation, root causes: 1"]);
        result.Lines.ShouldContain("severity: Error");
        result.Lines.ShouldContain(line => line.StartsWith("code: State", StringComparison.Ordinal));
        result.Lines.ShouldContain("without: 0");
        result.Lines.ShouldContain("piped: InvalidActivation");
        result.Lines.ShouldContain("csv: \"admin\",\"InvalidActivation\",\"Error\"");
        result.Output.ShouldContain($"What if: Context admin: let the EKS Connector in namespace eks-connector impersonate {Principal}");
        result.Lines.ShouldContain("all known: True Error");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_bundle_gives_the_same_diagnosis_without_a_cluster(string pwsh)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        PwshResult result = await RunAsync(pwsh, $$"""
            Set-Location '{{folder.FullName}}'
            $live = Test-EksConnector admin -Namespace eks-connector -SkipAws
            $file = Export-EksConnectorDiagnostic admin -Namespace eks-connector -SkipAws -DestinationPath x.zip
            "file: $($file.GetType().Name) $($file.Name)"
            $env:KUBECONFIG = 'none'
            $again = Test-EksConnector -Path x.zip
            "same: $(-not (Compare-Object $live.Findings $again.Findings -Property Code, Result, CausedBy, Summary))"
            "piped: $((Get-Item x.zip | Test-EksConnector).RootCause)"
            Test-EksConnector -Path none.zip -ErrorAction SilentlyContinue -ErrorVariable failed
            "failed: $($failed[0].Exception.ErrorId)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["file: FileInfo x.zip", "same: True", "piped: InvalidActivation", "failed: BundleInvalid"]);
        using (System.IO.Compression.ZipArchive archive = System.IO.Compression.ZipFile.OpenRead(Path.Combine(folder.FullName, "x.zip")))
        {
            foreach (System.IO.Compression.ZipArchiveEntry entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                (await reader.ReadToEndAsync()).ShouldNotContain("PLANTED", Case.Insensitive, entry.FullName);
            }
        }

        folder.Delete(recursive: true);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Reports_invalid_parameters_before_any_request(string pwsh)
    {
        fixture.Fake.Requests.Clear();
        PwshResult result = await RunAsync(pwsh, """
            try { Test-EksConnector admin -Namespace eks-connector -SkipAws -PrincipalArn 'arn:aws:iam::1:role/x' } catch { "arn: $($_.Exception.ErrorId)" }
            try { Export-EksConnectorDiagnostic admin -Namespace eks-connector -SkipAws -DestinationPath /no/such/folder/x.zip } catch { "folder: $($_.Exception.ErrorId)" }
            """);
        result.Lines.ShouldBe(["arn: InvalidPrincipalArn", "folder: DestinationNotWritable"]);
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) =>
        PwshRun.OfAsync(pwsh, $"$module = '{PwshRun.Module}'\n{script}", fixture.Environment);
}
