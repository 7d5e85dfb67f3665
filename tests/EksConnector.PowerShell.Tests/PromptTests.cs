namespace EksConnector.PowerShell.Tests;

/// <summary>What a person meets at the prompt: names, views and completion.</summary>
public sealed class PromptTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Accepts_displayed_names_and_rejects_mistyped_ones(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            foreach ($name in 'init', 'AGENT', 'proxy', 'connector-init', 'connector-*') { "container ${name}: $((Get-EksConnectorLog admin -Namespace complete -Pod *-0 -Container $name).Container | Sort-Object -Unique)" }
            "contexts: $(('admin', 'fleet-0001' | Get-EksConnectorStatus -Namespace complete -ErrorAction SilentlyContinue).Context | Sort-Object -Unique)"
            "contexts: $(('admin' | Test-EksConnector -Namespace complete -SkipAws).Context)"
            "findings: $((Test-EksConnector admin -Namespace eks-connector -SkipAws | Get-EksConnectorFinding -Severity Error).Code)"
            "alias: $((Get-EksConnectorStatus -KubeConfig $env:KUBECONFIG -Namespace complete)[0].Pod) $(@(Get-EksConnectorFinding admin -Namespace complete -SkipAws -Arn arn:aws:iam::111122223333:role/x -All).Count -gt 0)"
            $plan = Grant-EksConnectorImpersonation arn:aws:iam::111122223333:role/x admin -Namespace complete -WhatIf *>&1 | Out-String
            $plan = 'arn:aws:iam::111122223333:role/y' | Grant-EksConnectorImpersonation -Context admin -Namespace complete -WhatIf *>&1 | Out-String
            foreach ($code in 'InvalidActvation', 'nope') {
                foreach ($parameter in 'Code', 'ExcludeCode') {
                    $with = @{ $parameter = $code }
                    try { Get-EksConnectorFinding -ListAvailable @with } catch { "$($_.FullyQualifiedErrorId.Split(',')[0]): $($_.ErrorDetails.RecommendedAction.Split(' ')[1])" }
                }
            }
            "pattern: $(@(Get-EksConnectorFinding -ListAvailable -Code Nothing*).Count)"
            $all = (Get-EksConnectorFinding -ListAvailable).Code
            $rows = Get-EksConnectorFinding admin -Namespace complete -SkipAws -Code $all
            "every code: $(-not (Compare-Object $all ($rows.Code | Sort-Object -Unique)))"
            Get-EksConnectorStatus admin -Namespace typo -ErrorAction SilentlyContinue -ErrorVariable failed
            "namespace: $($failed[0].Exception.Message) $($failed[0].ErrorDetails.RecommendedAction)"
            Get-EksConnectorLog admin -Namespace default -ErrorAction SilentlyContinue -ErrorVariable failed
            "elsewhere: $($failed[0].ErrorDetails.RecommendedAction)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldContain("container init: connector-init");
        result.Lines.ShouldContain("container AGENT: connector-agent");
        result.Lines.ShouldContain("container proxy: connector-proxy");
        result.Lines.ShouldContain("container connector-init: connector-init");
        result.Lines.ShouldContain("container connector-*: connector-agent connector-init connector-proxy");
        result.Lines.ShouldContain("contexts: admin");
        result.Lines.ShouldContain("findings: InvalidActivation");
        result.Lines.ShouldContain("alias: eks-connector-0 True");
        result.Lines.Count(line => line == "InvalidParameter: InvalidActivation,").ShouldBe(2);
        result.Lines.Count(line => line.StartsWith("InvalidParameter: ", StringComparison.Ordinal)).ShouldBe(4);
        result.Lines.Count(line => line.StartsWith("What if: Context admin: let the EKS Connector in namespace complete impersonate arn:aws:iam::111122223333:role/", StringComparison.Ordinal)).ShouldBe(2);
        result.Lines.ShouldContain("pattern: 0");
        result.Lines.ShouldContain("every code: True");
        result.Lines.ShouldContain("namespace: Context 'admin': the namespace 'typo' does not exist. The connector is in: eks-connector, complete, healthy, zero. Specify that namespace with -Namespace.");
        result.Lines.ShouldContain("elsewhere: The connector is in: eks-connector, complete, healthy, zero. Specify that namespace with -Namespace.");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Views_name_the_cluster_and_render_in_a_constrained_session(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $findings = Get-EksConnectorFinding admin, fleet-0001 -Namespace eks-connector -SkipAws
            $log = Get-EksConnectorLog admin, fleet-0001 -Namespace eks-connector -Container init -Tail 1 -WarningAction SilentlyContinue
            $one = Get-EksConnectorLog admin -Namespace complete -Pod *-0 -Container init -Tail 1
            $d = Test-EksConnector admin -Namespace eks-connector -SkipAws
            $pods = Get-EksConnectorStatus admin -Namespace complete -Detailed
            $a = Test-EksConnectorActivation admin -Namespace complete
            $job = Start-Job { Import-Module $using:module; Test-EksConnector admin -SkipAws; Get-EksConnectorStatus admin -Namespace complete } | Receive-Job -Wait -AutoRemoveJob
            function Text { $input | Out-String -Width 80 }
            "grouped: $(@(($findings | Format-Table | Text) -split '\n' -match 'Connector: (admin|fleet-0001) \(eks-connector\)').Count)"
            "log: $(($log | Text) -match 'fleet-0001/') $(($one | Text) -match 'admin/')"
            "events: $(($pods[0].Events | Text) -match 'LastSeen +Type +Reason +Count +Message')"
            "csv: $(($d | ConvertTo-Csv | ConvertFrom-Csv).Findings -match 'Passed|Skipped') $(($pods[0] | ConvertTo-Csv)[0] -match 'AgeText')"
            $full = $d, $pods, $a | ForEach-Object { $_ | Text; $_ | Format-List | Text; $_ | Format-Table | Text }
            $jobs = $job | ForEach-Object { $_ | Text }
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            $constrained = $d, $pods, $a | ForEach-Object { $_ | Text; $_ | Format-List | Text; $_ | Format-Table | Text }
            $constrainedJobs = $job | ForEach-Object { $_ | Text }
            "same: $("$full" -ceq "$constrained") $("$jobs" -ceq "$constrainedJobs") $("$constrained".Length -gt 1000)"
            "job: $("$constrainedJobs" -match 'Evidence ') $("$constrainedJobs" -match '2/2 +Running +0 +\d+[smh]')"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["grouped: 2", "log: True False", "events: True", "csv: False False", "same: True True True", "job: True True"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task No_parameter_completes_to_file_names(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            Set-Location $module
            function Tab([string] $line) { ([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText }
            "since: $(Tab 'Get-EksConnectorLog -Since ')"
            "wait: $(Tab 'Get-EksConnectorStatus -WaitTimeout 1')"
            "pattern: $(Tab 'Get-EksConnectorLog -Pattern ')"
            "role: $(Tab 'Test-EksConnector -RoleArn ')"
            "principal: $(Tab 'Grant-EksConnectorImpersonation -Context offline -PrincipalArn x')"
            "context: $(Tab 'Get-EksConnectorStatus -Context nothing')"
            "container: $(Tab 'Get-EksConnectorLog -Container ag')"
            "fail on: $(Tab 'Test-EksConnector -FailOn ')"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.Select(line => line.TrimEnd()).ShouldBe(
        [
            "since: 30s 5m 15m 1h 12h 3d",
            "wait: 15m 1h 12h",
            "pattern:",
            "role:",
            "principal:",
            "context:",
            "container: agent",
            "fail on: Error Warning",
        ]);
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(pwsh, $"$module = '{PwshRun.Module}'\n{script}", fixture.Environment);
}
