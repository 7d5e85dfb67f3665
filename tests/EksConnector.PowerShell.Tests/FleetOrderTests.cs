using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>A fleet's results come in the order of its contexts, unless they are wanted as they are ready.</summary>
public sealed class FleetOrderTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Results_and_errors_keep_the_order_of_the_contexts(string pwsh)
    {
        fixture.Fake.Faults.Add(new Fault(FaultKind.Stall) { Context = "fleet-0001" });
        PwshResult result = await RunAsync(pwsh, """
            function Order([scriptblock] $script) {
                @(& $script *>&1 | Where-Object { $_ -isnot [System.Management.Automation.WarningRecord] } | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { "$($_.TargetObject)!" } else { $_.Context } } | Select-Object -Unique) -join ' '
            }
            $common = @{ Context = 'fleet-0003', 'fleet-0001', 'fleet-0002', 'offline', 'admin'; Namespace = 'complete'; RequestTimeout = '1s' }
            $calls = [ordered]@{
                status = { Get-EksConnectorStatus @common @args }
                name = { Get-EksConnectorClusterName @common @args }
                test = { Test-EksConnector @common -SkipAws @args }
                finding = { Get-EksConnectorFinding @common -SkipAws -Code NodeNotReady @args }
                activation = { Test-EksConnectorActivation @common -SkipAws @args }
                impersonation = { Get-EksConnectorImpersonation @common @args }
            }
            foreach ($name in $calls.Keys) {
                $call = $calls[$name]
                "${name}: $(Order { & $call })"
                "${name}: $((Order { & $call -AsCompleted:$true }) -replace ' .*' -notmatch 'fleet-0001')"
            }
            "by name: $(Order { [pscustomobject]@{ Context = 'fleet-0002' }, [pscustomobject]@{ Context = 'admin' }, [pscustomobject]@{ Context = 'fleet-0003' } | Get-EksConnectorStatus -Namespace complete })"
            "plans: $((Grant-EksConnectorImpersonation arn:aws:iam::111122223333:role/x fleet-0003, fleet-0002, admin -Namespace complete -Confirm:$false -WarningAction SilentlyContinue).Context)"
            "revoked: $((Revoke-EksConnectorImpersonation arn:aws:iam::111122223333:role/x fleet-0003, fleet-0002, admin -Namespace complete -Confirm:$false -WarningAction SilentlyContinue).Context)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            .. new[] { "status", "name", "test", "finding", "activation", "impersonation" }.SelectMany(name =>
                new[] { $"{name}: fleet-0003 fleet-0001! fleet-0002 offline! admin", $"{name}: True" }),
            "by name: fleet-0002 admin fleet-0003",
            "plans: fleet-0003 fleet-0002 admin",
            "revoked: fleet-0003 fleet-0002 admin",
        ]);
    }

    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(pwsh, script, fixture.Environment);
}
