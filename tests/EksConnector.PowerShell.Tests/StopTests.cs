using System.Diagnostics;
using System.Globalization;
using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>Ctrl+C, Stop() and Select-Object end the work at once, whatever a server does.</summary>
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
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGINT to send.");
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
    public async Task Select_object_first_ends_the_rest_of_the_fleet(string pwsh)
    {
        Stall("fleet-0003");
        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            [void](Get-EksConnectorStatus admin -Namespace healthy)
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $row = Get-EksConnectorStatus fleet-0003, admin -Namespace healthy -RequestTimeout 5m | Select-Object -First 1
            "$($watch.ElapsedMilliseconds) $($row.Context) $($error.Count)"
            """,
            fixture.Environment);
        string[] words = result.Lines.Single().Split(' ');
        words[1..].ShouldBe(["admin", "0"]);
        int.Parse(words[0], CultureInfo.InvariantCulture).ShouldBeLessThan((int)s_limit.TotalMilliseconds);
    }

    private void Stall(string context) => fixture.Fake.Faults.Add(new Fault(FaultKind.Stall) { Context = context });
}
