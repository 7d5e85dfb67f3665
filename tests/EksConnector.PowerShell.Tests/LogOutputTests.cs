namespace EksConnector.PowerShell.Tests;

/// <summary>What a user does with entries, lines, files and cluster names.</summary>
public sealed class LogOutputTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Entries_lines_and_files_have_the_expected_counts(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $entries = Get-EksConnectorLog admin -Namespace healthy
            "types: $(($entries | ForEach-Object { $_.GetType().FullName } | Select-Object -Unique) -join ' ')"
            "properties: $($entries[0].psobject.Properties.Name -join ' ')"
            "sources: $(($entries | ForEach-Object { "$($_.Pod), $($_.Container)" } | Select-Object -Unique) -join '; ')"
            $entry = $entries | Where-Object Source -eq registration.go:66 | Select-Object -First 1
            "entry: $($entry.Context) $($entry.Namespace) $($entry.Pod) $($entry.Container) $($entry.Timestamp.Kind) $($entry.Level) $($entry.IsFromPreviousContainer) $($entry.Message)"
            $lines = Get-EksConnectorLog admin -Namespace healthy -Container connector-init -Pod *-0 -Raw
            "raw: $($lines.Count) $($lines[0] -is [string]) $($lines[0].EndsWith('] initializing the connector'))"
            $folder = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
            $files = Get-EksConnectorLog admin -Namespace healthy -DestinationPath $folder
            "files: $($files.Count) $(($files | ForEach-Object { $_.GetType().Name } | Select-Object -Unique)) $($files[0].Name) $((Get-Content $files[0]).Count)"
            Push-Location (Split-Path $folder)
            "relative: $((Get-EksConnectorLog admin -Namespace healthy -Container connector-init -DestinationPath "./$(Split-Path $folder -Leaf)")[0].FullName -eq $files[0].FullName)"
            Pop-Location
            Remove-Item $folder -Recurse
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "types: EksConnector.LogEntry",
            "properties: Context Namespace Pod Container Timestamp Level Source Message Reason Raw IsFromPreviousContainer",
            "sources: eks-connector-0, connector-init; eks-connector-0, connector-agent; eks-connector-0, connector-proxy; eks-connector-1, connector-init; eks-connector-1, connector-agent; eks-connector-1, connector-proxy",
            "entry: admin healthy eks-connector-0 connector-init Local Information False successfully registered at SSM with InstanceID eks_c:my-cluster_b5c81f52067a0041c",
            "raw: 4 True True",
            "files: 6 FileInfo admin.healthy.eks-connector-0.connector-init.log 4",
            "relative: True",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Selects_lines_and_the_previous_run(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $entries = Get-EksConnectorLog admin -Namespace eks-connector -Level Error -WarningVariable w -WarningAction SilentlyContinue
            "level: $($entries.Count) $($entries[0].Level) $($entries[0].Message.Split("`n")[0]) / $($w.Count)"
            "pattern: $((Get-EksConnectorLog admin -Namespace healthy -Pattern 'CONTROL channel successfully$').Count)"
            "previous: $((Get-EksConnectorLog admin -Namespace eks-connector -Previous -Level Fatal)[0].IsFromPreviousContainer)"
            "tail: $((Get-EksConnectorLog admin -Namespace healthy -Tail 1).Count)"
            "since: $((Get-EksConnectorLog admin -Namespace healthy -Since 1s).Count) $((Get-EksConnectorLog admin -Namespace healthy -SinceTime (Get-Date).AddDays(-1)).Count -gt 20)"
            "merge: $($m = Get-EksConnectorLog admin -Namespace healthy -Merge; $m.Count -gt 20 -and -not (Compare-Object $m.Timestamp ($m.Timestamp | Sort-Object) -SyncWindow 0))"
            "limit: $((Get-EksConnectorLog admin -Namespace healthy -Container connector-init -Pod *-0 -Raw -LimitBytes 10))"
            "fleet: $((Get-EksConnectorLog fleet-* -Namespace healthy -Container connector-init -Tail 1 | Group-Object Context).Count)"
            "time: $((Measure-Command { Get-EksConnectorLog admin -Namespace healthy -Follow -Duration 1s }).TotalSeconds -lt 20)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.Select(line => line.StartsWith("limit: I") ? line[..8] + line.Length : line).ShouldBe(
        [
            "level: 1 Fatal failed to initiate eks-connector: InvalidActivation: / 1",
            "pattern: 2",
            "previous: True",
            "tail: 6",
            "since: 0 True",
            "merge: True",
            "limit: I17",
            "fleet: 8",
            "time: True",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Entries_survive_csv_json_clixml_and_jobs(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, $$"""
            $entries = Get-EksConnectorLog admin -Namespace eks-connector -Level Error -WarningAction SilentlyContinue
            $file = [IO.Path]::GetTempFileName()
            $entries | Export-Csv $file
            $csv = Import-Csv $file
            "csv: $($csv.Level) $($csv.Source) $($csv.Message -eq $entries[0].Message.ReplaceLineEndings("`n"))"
            $entries | Export-Clixml $file
            $job = Start-Job { Import-Module '{{PwshRun.Module}}'; Get-EksConnectorLog admin -Namespace eks-connector -Level Error -WarningAction SilentlyContinue } | Receive-Job -Wait -AutoRemoveJob
            foreach ($back in (Import-Clixml $file), $job, ($entries | ConvertTo-Json | ConvertFrom-Json)) {
                "back: $($back.Timestamp.GetType().Name) $($back.Timestamp.Kind) $($back.Timestamp -eq $entries[0].Timestamp) $($back.Level) $($back.IsFromPreviousContainer) $($back.Raw -eq $entries[0].Raw)"
            }
            Remove-Item $file
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "csv: Fatal init.go:43 True",
            "back: DateTime Local True Fatal False True",
            "back: DateTime Local True Fatal False True",
            "back: DateTime Local True Fatal False True",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Status_rows_bind_to_the_log_and_name_cmdlets(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $WarningPreference = 'SilentlyContinue' # admin and viewer are the same cluster
            $rows = Get-EksConnectorStatus admin, viewer -Namespace healthy | Where-Object { $_.Context -eq 'admin' -xor $_.Pod -eq 'eks-connector-0' }
            "chosen: $(($rows | ForEach-Object { "$($_.Context)/$($_.Pod)" } | Sort-Object) -join ' ')"
            "log: $(($rows | Get-EksConnectorLog -Container connector-init | ForEach-Object { "$($_.Context)/$($_.Pod)" } | Sort-Object -Unique) -join ' ')"
            "broken: $(((Get-EksConnectorStatus admin -Namespace eks-connector | Where-Object IsReady -eq $false | Get-EksConnectorLog -WarningAction SilentlyContinue).Pod | Select-Object -Unique) -join ' ')"
            "none: $(@(@() | Get-EksConnectorLog).Count) $(@(@() | Get-EksConnectorClusterName).Count)"
            $name = Get-EksConnectorStatus admin -Namespace healthy | Get-EksConnectorClusterName
            "name: $(@($name).Count) $name $($name.GetType().FullName)"
            "properties: $($name.psobject.Properties.Name -join ' ')"
            "values: $($name.Context) $($name.Namespace) $($name.Region) $($name.ActivationId) $($name.InstanceId) $($name.Pod) $($name.Source) [$($name.Agreement)]"
            "all: $((Get-EksConnectorClusterName admin -Namespace healthy -All | ForEach-Object { "$($_.Source)=$($_.Agreement)" } | Select-Object -Unique) -join ' ')"
            "fleet: $((Get-EksConnectorClusterName fleet-* -Namespace healthy | Group-Object Context).Count)"
            $csv = $name | ConvertTo-Csv | ConvertFrom-Csv
            "csv: $($csv.ClusterName) $($csv.InstanceId)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "chosen: admin/eks-connector-1 viewer/eks-connector-0",
            "log: admin/eks-connector-1 viewer/eks-connector-0",
            "broken: eks-connector-1",
            "none: 0 0",
            "name: 1 my-cluster EksConnector.ClusterIdentity",
            "properties: Context Namespace ClusterName Region ActivationId InstanceId Pod Source Agreement",
            "values: admin healthy us-west-2 6f0d3c9e-2b41-4c57-9d3a-18f2a7b0c5e4 eks_c:my-cluster_b5c81f52067a0041c eks-connector-0 InitLog []",
            "all: InitLog=True AgentLog=True StateSecret=True",
            "fleet: 8",
            "csv: my-cluster eks_c:my-cluster_b5c81f52067a0041c",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Rejects_incompatible_parameters_with_a_recommendation(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            function Try-It([scriptblock]$block) { try { & $block; 'went on' } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]) $($_.CategoryInfo.Category) $([bool]$_.ErrorDetails.RecommendedAction)" } }
            Try-It { Get-EksConnectorLog admin -Follow -Previous }
            Try-It { Get-EksConnectorLog admin -Follow -Merge }
            Try-It { Get-EksConnectorLog admin -Tail 1 -LimitBytes 1 }
            Try-It { Get-EksConnectorLog admin -DestinationPath x -Raw }
            Try-It { Get-EksConnectorLog admin -DestinationPath x -Follow }
            Try-It { Get-EksConnectorLog admin -DestinationPath x -Level Error }
            Try-It { Get-EksConnectorLog admin -Since 5m -SinceTime (Get-Date) }
            Try-It { Get-EksConnectorLog admin -Pattern '(' }
            Try-It { Get-EksConnectorLog admin -Since 5 }
            Try-It { Get-EksConnectorLog admin -Follow -Duration 5 }
            Try-It { Get-EksConnectorLog admin -Tail -1 }
            Try-It { Get-EksConnectorLog admin -Level Loud }
            "written: $(Test-Path x)"
            $null = Get-EksConnectorLog admin -Namespace eks-connector -Pod absent -ErrorVariable e -ErrorAction SilentlyContinue
            "pod: $($e[0].FullyQualifiedErrorId.Split(',')[0]) $($e[0].TargetObject) $([bool]$e[0].ErrorDetails.RecommendedAction)"
            $null = Get-EksConnectorClusterName lister, nobody, offline -Namespace healthy -ErrorVariable e -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $e | Sort-Object TargetObject | ForEach-Object { "name: $($_.FullyQualifiedErrorId.Split(',')[0]) $($_.CategoryInfo.Category) $($_.TargetObject)" }
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            .. Enumerable.Repeat("InvalidParameter InvalidArgument True", 8),
            .. Enumerable.Repeat("ParameterArgumentTransformationError InvalidData False", 2),
            "ParameterArgumentValidationError InvalidData False",
            "CannotConvertArgumentNoMessage InvalidArgument False",
            "written: False",
            "pod: PodNotFound admin True",
            "name: ClusterNameNotFound ObjectNotFound lister",
            "name: AccessDenied PermissionDenied nobody",
            "name: ConnectionRefused ConnectionError offline",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Completes_containers_Pods_and_levels(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            function Get-Offered([string]$line) { ((TabExpansion2 $line).CompletionMatches.Where({ $_.ResultType -eq 'ParameterValue' }).CompletionText) -join ' ' }

            # On a machine that is busy a Tab can come too late for its limit, and says nothing then.
            for ($tab = 0; $tab -lt 20 -and -not ($pods = Get-Offered 'Get-EksConnectorLog admin -Namespace healthy -Pod '); $tab++) { }
            "containers: $(Get-Offered 'Get-EksConnectorLog -Container ')"
            "one: $(Get-Offered 'Get-EksConnectorLog -Container connector-p')"
            "pods: $pods"
            "levels: $(Get-Offered 'Get-EksConnectorLog -Level ')"
            "contexts: $(Get-Offered 'Get-EksConnectorClusterName n')"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "containers: connector-init connector-agent connector-proxy",
            "one: connector-proxy",
            "pods: eks-connector-0 eks-connector-1",
            "levels: Debug Error Fatal Information Trace Warning",
            "contexts: nobody",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task No_planted_secret_reaches_a_stream_or_a_file(string pwsh)
    {
        const string agent = "2026-01-08 08:44:27 ERROR [amazon-ssm-agent] ";
        await fixture.Fake.EnterAsync("healthy", "sown");
        fixture.Fake.Files.Append("sown", "eks-connector-0", "connector-agent", "/var/log/amazon/ssm/amazon-ssm-agent.log", agent + "cannot register: --activation.code=PLANTED-IN-A-FILE");
        fixture.Fake.Logs.Append("sown", "eks-connector-0", "connector-proxy", "E0108 08:44:27.123456       1 proxy.go:1] dial http://user:PLANTED-IN-A-LOG@proxy:3128 failed");
        string folder = Directory.CreateTempSubdirectory("eksconnector-").FullName;
        PwshResult result = await RunAsync(pwsh, $$"""
            & {
                foreach ($context in 'admin', 'viewer', 'lister', 'nobody') {
                    Get-EksConnectorLog $context -Namespace sown -Verbose -Debug | Format-List * -Force | Out-String -Width 4000
                    Get-EksConnectorLog $context -Namespace sown -Verbose -Debug -Raw
                    Get-EksConnectorLog $context -Namespace sown -Verbose -Debug -Merge | ConvertTo-Json
                    Get-EksConnectorLog $context -Namespace sown -Verbose -Debug -Follow -Duration 1s | Format-Table | Out-String -Width 4000
                    Get-EksConnectorLog $context -Namespace sown -Verbose -Debug -DestinationPath '{{folder}}'
                    Get-EksConnectorClusterName $context -Namespace sown -Verbose -Debug -All | Format-List * -Force | Out-String -Width 4000
                }
                $error | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 4000; $_.Exception.ToString() }
            } *>&1 | Out-String -Width 4000
            """);
        string all = result.Output + result.Errors + string.Concat(Directory.EnumerateFiles(folder).Select(File.ReadAllText));
        Directory.Delete(folder, recursive: true);
        all.ShouldContain("activation.code=[redacted]");
        all.ShouldContain("dial http://user:[redacted]@proxy:3128 failed");
        all.ShouldContain("AccessDenied,EksConnector.Commands.GetEksConnectorLogCommand");
        all.ShouldNotContain("PLANTED", Case.Insensitive);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Help_is_complete(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            foreach ($name in 'Get-EksConnectorLog', 'Get-EksConnectorClusterName') {
                $help = Get-Help $name -Full
                "$name $([bool]$help.Synopsis) $($help.description.Count -gt 0) $(@($help.examples.example).Count -ge 3) $([bool]$help.relatedLinks)"
                foreach ($parameter in $help.parameters.parameter) { if (-not $parameter.description.Text) { "$name -$($parameter.name) has no help" } }
                $common = [System.Management.Automation.Cmdlet]::CommonParameters
                $known = (Get-Command $name).Parameters.Keys | Where-Object { $_ -notin $common }
                Compare-Object $known $help.parameters.parameter.name | ForEach-Object { "$name $($_.SideIndicator) $($_.InputObject)" }
            }
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["Get-EksConnectorLog True True True True", "Get-EksConnectorClusterName True True True True"]);
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(pwsh, script, fixture.Environment);
}
