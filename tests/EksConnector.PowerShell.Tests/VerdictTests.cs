namespace EksConnector.PowerShell.Tests;

/// <summary>What scripts, pipelines and runbooks decide by: exit codes, Booleans, and whether AWS had to answer.</summary>
public sealed class VerdictTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    private const string Fail = "Test-EksConnector admin -Namespace eks-connector -SkipAws -FailOn error -Quiet; 'went on'";

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Quiet_is_true_only_if_all_clusters_were_reached_and_are_healthy(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            function Show([string] $name, [scriptblock] $script) { $out = @(& $script 2>$null); "${name}: $($out.Count) $($out.ForEach{ "$($_.GetType().Name) $_" })" }
            Show healthy { Test-EksConnector admin -Namespace complete -Quiet }
            Show broken { Test-EksConnector admin, fleet-0001 -Namespace eks-connector -SkipAws -Quiet }
            Show mixed { [pscustomobject]@{ Context = 'admin'; Namespace = 'complete' }, [pscustomobject]@{ Context = 'fleet-0001'; Namespace = 'eks-connector' } | Test-EksConnector -SkipAws -Quiet }
            Show unreachable { Test-EksConnector offline -SkipAws -Quiet }
            Show 'one of two unreachable' { [pscustomobject]@{ Context = 'admin'; Namespace = 'complete' }, [pscustomobject]@{ Context = 'offline'; Namespace = 'complete' } | Test-EksConnector -SkipAws -Quiet }
            Show unknown { Test-EksConnector nowhere -SkipAws -Quiet }
            Show nothing { @() | Test-EksConnector -Quiet }
            Show unverified { Test-EksConnector admin -Namespace zero -SkipAws -Quiet }
            Show valid { Test-EksConnectorActivation admin -Namespace complete -Quiet }
            Show 'invalid activation' { Test-EksConnectorActivation admin, fleet-0001 -Namespace eks-connector -SkipAws -Quiet }
            Show 'activation unreachable' { [pscustomobject]@{ Context = 'admin'; Namespace = 'complete' }, [pscustomobject]@{ Context = 'offline'; Namespace = 'complete' } | Test-EksConnectorActivation -SkipAws -Quiet }
            Test-EksConnector offline -SkipAws -Quiet -ErrorVariable failed -ErrorAction SilentlyContinue
            "error: $($failed.Count) $($failed[0].TargetObject)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "healthy: 1 Boolean True",
            "broken: 1 Boolean False",
            "mixed: 1 Boolean False",
            "unreachable: 1 Boolean False",
            "one of two unreachable: 1 Boolean False",
            "unknown: 1 Boolean False",
            "nothing: 1 Boolean False",
            "unverified: 1 Boolean False",
            "valid: 1 Boolean True",
            "invalid activation: 1 Boolean False",
            "activation unreachable: 1 Boolean False",
            "False",
            "error: 1 offline",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Closed_sets_are_compared_without_case(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, $$"""
            foreach ($word in 'error', 'ERROR', 'Warning', 'warning') {
                try { $null = Test-EksConnector admin -Namespace eks-connector -SkipAws -FailOn $word; "$word missed" } catch { "$word $($_.FullyQualifiedErrorId)" }
            }
            try { Test-EksConnector admin -Namespace eks-connector -FailOn information } catch { "refused: $($_.FullyQualifiedErrorId)" }
            "severity: $((Get-EksConnectorFinding admin -Namespace eks-connector -SkipAws -Severity eRRor).Severity | Sort-Object -Unique)"
            "level: $((Get-EksConnectorLog admin -Namespace eks-connector -Level ERROR -Container CONNECTOR-INIT).Level | Sort-Object -Unique)"
            Grant-EksConnectorImpersonation admin -Namespace complete -PrincipalArn arn:aws:iam::111122223333:role/x -Access consoleallnamespaces -WhatIf
            "types: $((Get-Command Test-EksConnector).Parameters.FailOn.ParameterType.GenericTypeArguments[0].IsEnum) $((Get-Command Get-EksConnectorFinding).Parameters.Severity.ParameterType.GetElementType().IsEnum)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldContain("error ConnectorUnhealthy,EksConnector.Commands.TestEksConnectorCommand");
        result.Lines.ShouldContain("ERROR ConnectorUnhealthy,EksConnector.Commands.TestEksConnectorCommand");
        result.Lines.ShouldContain("warning ConnectorUnhealthy,EksConnector.Commands.TestEksConnectorCommand");
        result.Lines.ShouldContain("refused: ParameterArgumentValidationError,EksConnector.Commands.TestEksConnectorCommand");
        result.Lines.ShouldContain("severity: Error");
        result.Lines.ShouldContain(line => line.StartsWith("level: ", StringComparison.Ordinal) && line.Length > "level: ".Length);
        result.Output.ShouldNotContain("missed");
        result.Output.ShouldContain("What if: ");
        result.Lines.ShouldContain("types: True True");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task FailOn_ends_the_script_in_every_way_of_running_it(string pwsh)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string script = Path.Combine(folder.FullName, "check.ps1");
        string caller = Path.Combine(folder.FullName, "caller.ps1");
        await File.WriteAllTextAsync(script, $"Import-Module '{PwshRun.Module}'\n{Fail}\n");
        await File.WriteAllTextAsync(caller, $"& '{script}'\n'went on'\n");
        foreach (string[] arguments in new[] { new[] { "-File", script }, ["-File", caller], ["-Command", $"& '{script}'"], ["-Command", $"Import-Module '{PwshRun.Module}'; {Fail}"] })
        {
            PwshResult run = await PwshRun.OfFileAsync(pwsh, arguments, fixture.Environment);
            run.ExitCode.ShouldBe(1, string.Join(' ', arguments));
            run.Lines.ShouldBe(["False"], string.Join(' ', arguments));
        }

        PwshResult result = await RunAsync(pwsh, $$"""
            $fail = [scriptblock]::Create("Import-Module '$module'; {{Fail}}")
            $jobs = Start-Job $fail
            $null = $jobs | Wait-Job
            "jobs: $($jobs.State) / $($jobs | Receive-Job -ErrorAction SilentlyContinue)"
            $runbook = [powershell]::Create().AddScript($fail)
            try { $runbook.Invoke() } catch { "runbook: $($_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId)" }
            "state: $($runbook.InvocationStateInfo.State)"
            try { Test-EksConnector admin, offline -Namespace eks-connector -SkipAws -FailOn Warning -Quiet -ErrorAction SilentlyContinue } catch { "caught: $($_.CategoryInfo.Category) $($_.ErrorDetails.RecommendedAction.Length -gt 0)"; $_.Exception.Message }
            try { Test-EksConnector offline -SkipAws -FailOn Error -ErrorAction SilentlyContinue } catch { $_.Exception.Message }
            Test-EksConnector admin -Namespace complete -FailOn Error -Quiet
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldContain("jobs: Failed / False");
        result.Lines.ShouldContain("runbook: ConnectorUnhealthy,EksConnector.Commands.TestEksConnectorCommand");
        result.Lines.ShouldContain("state: Failed");
        result.Lines.ShouldContain("caught: InvalidResult True");
        result.Lines.ShouldContain(line => line.StartsWith("1 of 1 connectors have a finding of severity Warning or Error: admin: InvalidActivation", StringComparison.Ordinal)
            && line.EndsWith("1 test failed with an error, which was written.", StringComparison.Ordinal));
        result.Lines.ShouldContain("1 test failed with an error, which was written.");
        result.Lines[^1].ShouldBe("True");
        result.ExitCode.ShouldBe(0);
        folder.Delete(recursive: true);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Without_AWS_credentials_a_healthy_cluster_is_no_error_unless_AWS_was_asked_for(string pwsh)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory();
        var environment = new Dictionary<string, string?>(fixture.Environment, StringComparer.Ordinal)
        {
            ["HOME"] = home.FullName,
            ["USERPROFILE"] = home.FullName,
            ["AWS_ACCESS_KEY_ID"] = null,
            ["AWS_SECRET_ACCESS_KEY"] = null,
            ["AWS_PROFILE"] = null,
            ["AWS_REGION"] = null,
            ["AWS_CONFIG_FILE"] = null,
            ["AWS_SHARED_CREDENTIALS_FILE"] = null,
        };
        PwshResult result = await PwshRun.OfAsync(pwsh, $"$module = '{PwshRun.Module}'\n" + """
            $ErrorActionPreference = 'Stop'
            function Show([string] $name, [scriptblock] $script) {
                try { $out = & $script 3>&1; $warned, $out = $out.Where({ $_ -is [System.Management.Automation.WarningRecord] }, 'Split'); "${name}: $($warned.Count) warnings $($out -join ' ')" }
                catch { "${name}: $($_.FullyQualifiedErrorId.Split(',')[0])" }
            }
            Show test { Test-EksConnector admin -Namespace complete -Quiet }
            Show two { 'admin', 'fleet-0001' | ForEach-Object { [pscustomobject]@{ Context = $_; Namespace = 'complete' } } | Test-EksConnector -FailOn Error -ErrorAction SilentlyContinue | ForEach-Object IsHealthy }
            Show finding { (Get-EksConnectorFinding admin -Namespace complete -Severity Error).Count }
            Show activation { Test-EksConnectorActivation admin -Namespace complete -Quiet }
            Show export { (Export-EksConnectorDiagnostic admin -Namespace complete -DestinationPath (Join-Path $env:HOME x.zip)).Name }
            Show repair { Repair-EksConnector admin -Namespace complete -Confirm:$false 6>&1 }
            Show name { Test-EksConnector admin -Namespace complete -ClusterName my-cluster -Quiet }
            Show profile { Test-EksConnector admin -Namespace complete -ProfileName x -Quiet }
            Show region { Test-EksConnector admin -Namespace complete -Region us-west-2 -Quiet }
            Show activationname { Test-EksConnectorActivation -ClusterName my-cluster -SkipKubernetes -Region us-west-2 }
            $null = Test-EksConnector admin -Namespace complete -WarningVariable told -WarningAction SilentlyContinue
            "$told"
            """, environment);
        home.Delete(recursive: true);
        result.Errors.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);
        result.Lines[..5].ShouldBe(["test: 1 warnings True", result.Lines[1], "finding: 1 warnings 0", "activation: 1 warnings True", "export: 1 warnings x.zip"]);
        result.Lines[5].ShouldBe("repair: 1 warnings Context 'admin', namespace 'complete': there is nothing to repair.");
        result.Lines[6].ShouldBe("name: AwsCredentialMissing");
        result.Lines[7].ShouldStartWith("profile: Aws");
        result.Lines[8].ShouldBe("region: AwsCredentialMissing");
        result.Lines[9].ShouldBe("activationname: AwsCredentialMissing");
        result.Lines[10].ShouldStartWith("The AWS checks were skipped: No AWS credentials were found");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_healthy_connector_shows_the_number_of_warnings(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $d = Test-EksConnector admin -Namespace healthy -SkipAws
            "$($d.IsHealthy) $($d.Summary)"
            ($d | Out-String -Width 80).Trim()
            ($d | Format-Table | Out-String -Width 80).Trim()
            try { Test-EksConnector admin -Namespace healthy -SkipAws -FailOn Warning -Quiet } catch { $_.Exception.Message }
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines[0].ShouldStartWith("True No errors and 1 warning were found in ");
        result.Lines[1].ShouldBe("admin (healthy, EKS cluster my-cluster): healthy, 1 warning");
        result.Lines.ShouldContain(line => line.StartsWith("admin (healthy)      True      1", StringComparison.Ordinal));
        result.Lines[^1].ShouldBe("1 of 1 connectors have a finding of severity Warning or Error: admin: ImpersonationNotConfigured.");
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(pwsh, $"$module = '{PwshRun.Module}'\n{script}", fixture.Environment);
}
