using System.Diagnostics;
using System.Globalization;
using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>Ctrl+C, Stop(), and Select-Object end a call immediately, whatever the server does.</summary>
[Collection(nameof(ClockGroup))]
[Trait("Group", "Clock")]
public sealed class StopTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Stop_ends_a_stalled_call_within_a_second(string pwsh)
    {
        Stall("fleet-0001");
        string flag = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        using PwshRun run = PwshRun.Start(
            pwsh,
            $$"""
            $ps = [powershell]::Create()
            [void]$ps.AddScript("Import-Module '{{PwshRun.Module}}'; Get-EksConnectorStatus fleet-0001 -RequestTimeout 5m")
            $call = $ps.BeginInvoke()
            while (-not (Test-Path '{{flag}}')) { [void]$call.AsyncWaitHandle.WaitOne(20) }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $ps.Stop()
            "$($watch.ElapsedMilliseconds) $($ps.InvocationStateInfo.State)"
            """,
            fixture.Environment);
        await fixture.Fake.Requests.WaitForAsync(request => request.Cluster == "fleet-0001");
        await File.WriteAllTextAsync(flag, string.Empty);
        PwshResult result = await run.EndAsync();
        File.Delete(flag);
        string[] words = result.Lines.Single().Split(' ');
        words[1].ShouldBe("Stopped");
        int.Parse(words[0], CultureInfo.InvariantCulture).ShouldBeLessThan((int)s_limit.TotalMilliseconds);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Ctrl_C_ends_a_stalled_call_within_a_second(string pwsh)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows does not have SIGINT.");
        Stall("fleet-0002");
        using PwshRun run = PwshRun.Start(pwsh, "Get-EksConnectorStatus fleet-0002 -RequestTimeout 5m; 'went on'", fixture.Environment);
        await fixture.Fake.Requests.WaitForAsync(request => request.Cluster == "fleet-0002");
        long start = Stopwatch.GetTimestamp();
        using (Process kill = Process.Start("kill", ["-INT", run.ProcessId.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        PwshResult result = await run.EndAsync();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit);
        result.Output.ShouldNotContain("went on");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Select_Object_First_stops_the_rest_of_the_fleet(string pwsh)
    {
        Stall("fleet-0003");
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            [void](Get-EksConnectorStatus admin -Namespace healthy)
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $row = Get-EksConnectorStatus fleet-0003, admin -Namespace healthy -RequestTimeout 5m -AsCompleted | Select-Object -First 1
            "$($watch.ElapsedMilliseconds) $($row.Context) $($error.Count)"
            """,
            fixture.Environment);
        string[] words = result.Lines.Single().Split(' ');
        words[1..].ShouldBe(["admin", "0"]);
        int.Parse(words[0], CultureInfo.InvariantCulture).ShouldBeLessThan((int)s_limit.TotalMilliseconds);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Stop_ends_following_within_a_second(string pwsh)
    {
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            $$"""
            $ps = [powershell]::Create()
            [void]$ps.AddScript("Import-Module '{{PwshRun.Module}}'; Get-EksConnectorLog admin -Namespace healthy -Follow")
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $call = $ps.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            while ($output.Count -lt 40 -and -not $call.AsyncWaitHandle.WaitOne(20)) { }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $ps.Stop()
            "$($watch.ElapsedMilliseconds) $($ps.InvocationStateInfo.State) $($output.Count -ge 40)"
            """,
            fixture.Environment);
        string[] words = result.Lines.Single().Split(' ');
        words[1..].ShouldBe(["Stopped", "True"]);
        int.Parse(words[0], CultureInfo.InvariantCulture).ShouldBeLessThan((int)s_limit.TotalMilliseconds);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Ctrl_C_ends_following_within_a_second(string pwsh)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows does not have SIGINT.");
        fixture.Fake.Requests.Clear();
        using PwshRun run = PwshRun.Start(pwsh, "Get-EksConnectorLog viewer -Namespace healthy -Follow; 'went on'", fixture.Environment);
        await fixture.Fake.Requests.WaitForAsync(request => request.User == "viewer" && request.PathAndQuery.Contains("container=connector-proxy&follow=true", StringComparison.Ordinal));
        long start = Stopwatch.GetTimestamp();
        using (Process kill = Process.Start("kill", ["-INT", run.ProcessId.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        PwshResult result = await run.EndAsync();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(s_limit);
        result.Output.ShouldNotContain("went on");
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Select_Object_First_stops_reading_a_long_log(string pwsh)
    {
        await fixture.Fake.EnterAsync("healthy", "long");
        fixture.Fake.Logs.SetGenerated("long", "eks-connector-0", "connector-init", 20_000_000, line => $"I0108 08:44:27.123456       1 init.go:1] line {line}");
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            $first = Get-EksConnectorLog admin -Namespace long | Select-Object -First 1
            "$($first.Message) $($error.Count)"
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $live = Get-EksConnectorLog admin -Namespace healthy -Follow | Select-Object -First 3
            "$($live.Count) $($watch.Elapsed.TotalSeconds -lt 10)"
            """,
            fixture.Environment);
        result.Errors.ShouldBeEmpty();
        result.Lines.ShouldBe(["line 0 0", "3 True"]);
    }

    private void Stall(string context) => fixture.Fake.Faults.Add(new Fault(FaultKind.Stall) { Context = context });
}
