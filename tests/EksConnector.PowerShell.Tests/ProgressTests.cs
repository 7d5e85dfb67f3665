using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>The progress bar: the finished and pending work, the percentage, the remaining time, and that it is removed.</summary>
[Collection(nameof(ClockGroup))]
[Trait("Group", "Clock")]
public sealed class ProgressTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    // Collects the progress records of a call, and stops waiting or the call when a condition is met.
    private const string Preamble = """
        function Watch-Progress([string] $script, [scriptblock] $until, [switch] $stop) {
            $ps = [powershell]::Create()
            [void]$ps.AddScript("`$ProgressPreference = 'Continue'; Import-Module '$module'; $script")
            $call = $ps.BeginInvoke()
            if ($until) {
                $limit = [Diagnostics.Stopwatch]::StartNew()
                while (-not (& $until $ps.Streams.Progress) -and $limit.Elapsed.TotalSeconds -lt 60) { [void]$call.AsyncWaitHandle.WaitOne(20) }
            }
            if ($stop) { $ps.Stop() }
            try { [void]$ps.EndInvoke($call) } catch { }
            # PowerShell reports progress of the import of the module, which is ignored.
            @($ps.Streams.Progress | Where-Object Activity -match 'EKS')
        }
        # The bar is removed before each output, and shown again during the next wait.
        function Show($records) { "last: $($records[-1].RecordType) others: $($records.RecordType | Where-Object { $_ -ne 'Completed' } | Sort-Object -Unique)" }

        """;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Fleet_progress_counts_finished_clusters_and_names_pending_ones(string pwsh)
    {
        foreach (string context in new[] { "fleet-0001", "fleet-0002", "fleet-0003", "fleet-0004" })
        {
            Stall(context);
        }

        PwshResult result = await RunAsync(pwsh, """
            $calls = [ordered]@{
                status = 'Get-EksConnectorStatus fleet-0001, fleet-0002, fleet-0003, fleet-0004, admin'
                test = 'Test-EksConnector fleet-0001, fleet-0002, fleet-0003, fleet-0004, admin -SkipAws'
                activation = 'Test-EksConnectorActivation fleet-0001, fleet-0002, fleet-0003, fleet-0004, admin -SkipAws'
                name = 'Get-EksConnectorClusterName fleet-0001, fleet-0002, fleet-0003, fleet-0004, admin'
                impersonation = 'Get-EksConnectorImpersonation fleet-0001, fleet-0002, fleet-0003, fleet-0004, admin'
            }
            foreach ($name in $calls.Keys) {
                $records = Watch-Progress "$($calls[$name]) -Namespace healthy -RequestTimeout 5m" { "$($args[0].StatusDescription)" -match '1 of 5' } -stop
                $one = $records | Where-Object StatusDescription -match '1 of 5' | Select-Object -First 1
                "${name}: $($one.StatusDescription) $($one.PercentComplete)% $(Show $records)"
            }
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(new[] { "status", "test", "activation", "name", "impersonation" }.Select(name =>
            $"{name}: 1 of 5 clusters; waiting for fleet-0001, fleet-0002, fleet-0003 and 1 more 20% last: Completed others: Processing"));
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Waiting_shows_the_Pods_and_the_remaining_time(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $records = Watch-Progress 'Get-EksConnectorStatus admin -Namespace eks-connector -Wait -WaitTimeout 4s'
            $waits = @($records | Where-Object { $_.RecordType -eq 'Processing' -and $_.SecondsRemaining -ge 0 })
            "$($waits[0].Activity): $($waits[0].StatusDescription)"
            "$($waits.PercentComplete | Sort-Object -Unique)% $($waits[0].SecondsRemaining -in 3, 4) $($waits[-1].SecondsRemaining -lt $waits[0].SecondsRemaining) $(Show $records)"
            $records = Watch-Progress 'Get-EksConnectorStatus admin, viewer -Namespace eks-connector -Wait -WaitTimeout 3s'
            $waits = @($records | Where-Object { $_.RecordType -eq 'Processing' -and $_.SecondsRemaining -ge 0 })
            "$($waits[0].StatusDescription) $($waits[0].PercentComplete)% $($waits[0].SecondsRemaining -in 2, 3) $($waits[-1].SecondsRemaining -le 1) $(Show $records)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "Waiting for the EKS Connector: admin: eks-connector-1 (Init:CrashLoopBackOff)",
            "50% True True last: Completed others: Processing",
            "0 of 2 clusters; waiting for admin, viewer 0% True True last: Completed others: Processing",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Progress_of_one_cluster_shows_what_is_read_and_ends_after_an_error(string pwsh)
    {
        fixture.Fake.Faults.Add(new Fault(FaultKind.Stall) { Context = "fleet-0005", Path = "/nodes" });
        fixture.Fake.Faults.Add(new Fault(FaultKind.Stall) { Context = "fleet-0006", Path = "/pods" });
        PwshResult result = await RunAsync(pwsh, """
            $records = Watch-Progress 'Test-EksConnector fleet-0005 -SkipAws -Namespace healthy -RequestTimeout 5m' { "$($args[0].StatusDescription)" -match '4 of 6|5 of 6' } -stop
            "$($records[-1].RecordType) $(@($records.StatusDescription) -match '^\d of 6 parts read; waiting for .*events and nodes' -ne '')".Substring(0, 9)
            "percent: $(@($records | Where-Object PercentComplete -ge 50).Count -gt 0)"
            foreach ($preference in 'Continue', 'Stop') {
                $records = Watch-Progress "Get-EksConnectorStatus fleet-0006 -Namespace healthy -RequestTimeout 2s -ErrorAction $preference"
                "${preference}: $($records[0].StatusDescription) $(Show $records)"
            }
            $records = Watch-Progress "Get-EksConnectorStatus admin, fleet-0006 -Namespace healthy -RequestTimeout 2s | ForEach-Object { throw 'x' }"
            "throw: $($records.Count -eq 0 -or $records[-1].RecordType -eq 'Completed')"
            $records = Watch-Progress "Get-EksConnectorStatus fleet-0006, admin -AsCompleted -Namespace healthy -RequestTimeout 5m | ForEach-Object { Start-Sleep -Milliseconds 900; `$_ } | Select-Object -First 1"
            "first: $($records.Count -eq 0 -or $records[-1].RecordType -eq 'Completed')"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(
        [
            "Completed",
            "percent: True",
            "Continue: Waiting for fleet-0006 last: Completed others: Processing",
            "Stop: Waiting for fleet-0006 last: Completed others: Processing",
            "throw: True",
            "first: True",
        ]);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Following_a_log_and_short_calls_show_no_progress_bar(string pwsh)
    {
        PwshResult result = await RunAsync(pwsh, """
            $records = Watch-Progress 'Get-EksConnectorLog admin, viewer -Namespace healthy -Follow -Duration 2s -Tail 1'
            "follow: $($records.Count)"
            """);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["follow: 0"]);
    }

    private void Stall(string context) => fixture.Fake.Faults.Add(new Fault(FaultKind.Stall) { Context = context });

    private Task<PwshResult> RunAsync(string pwsh, string script) => PwshRun.OfAsync(pwsh, $"$module = '{PwshRun.Module}'\n{Preamble}{script}", fixture.Environment);
}
