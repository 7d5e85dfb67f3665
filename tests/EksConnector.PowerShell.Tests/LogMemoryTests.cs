using System.Globalization;
using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>A log of any size is read with constant memory, as measured by the operating system in a separate process.</summary>
public sealed class LogMemoryTests
{
    private const string Folder = "/var/log/amazon/ssm/amazon-ssm-agent.log";
    private const long FileBytes = 400_000_000 / 6;
    private const int LimitMegabytes = 60;

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Reads_400_MB_of_the_agents_log_in_less_than_60_MB_of_memory(string pwsh)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux reports and resets the peak memory of a process.");
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync();
        await fake.EnterAsync("healthy");
        foreach (string number in new[] { ".8", ".9", ".10", ".11", ".12", string.Empty })
        {
            fake.Files.SetGenerated(
                "eks-connector",
                "eks-connector-0",
                "connector-agent",
                Folder + number,
                FileBytes,
                line => $"2026-01-08 08:44:{line / 1000 % 60:00} INFO [ssm-agent-worker] [MessageService] [MGSInteractor] line {line} of a file with the number '{number}'");
        }

        PwshResult result = await PwshRun.OfAsync(
            pwsh,
            """
            function Get-Size([string]$what) { [int]((Get-Content /proc/self/status | Select-String "^$what").Line -replace '\D') / 1024 }
            function Measure-Peak([string]$name, [scriptblock]$block) {
                [GC]::Collect(); [GC]::WaitForPendingFinalizers(); [GC]::Collect()

                # Resets the peak to the current value.
                [IO.File]::WriteAllText('/proc/self/clear_refs', '5')
                $before = Get-Size VmRSS
                $count = & $block
                "$name $count $([int]((Get-Size VmHWM) - $before))"
            }

            # The first call compiles code.
            $source = @{ Context = 'admin'; Container = 'connector-agent' }
            [void](Get-EksConnectorLog @source -Pod *-1 -Tail 10 -Pattern 'x')
            [void](Get-EksConnectorLog @source -Pod *-1 | Out-Null)
            $source.Pod = '*-0'
            Measure-Peak tail { @(Get-EksConnectorLog @source -Tail 10).Count }
            Measure-Peak pattern { @(Get-EksConnectorLog @source -Pattern 'line 12345 of').Count }
            Measure-Peak entries { Get-EksConnectorLog @source | Out-Null; 0 }
            """,
            new Dictionary<string, string?> { ["KUBECONFIG"] = fake.KubeConfigPath });

        result.Errors.ShouldBeEmpty();
        string[][] rows = [.. result.Lines.Select(line => line.Split(' '))];
        rows.Select(row => $"{row[0]} {row[1]}").ShouldBe(["tail 10", "pattern 6", "entries 0"]);
        rows.Max(row => int.Parse(row[2], CultureInfo.InvariantCulture)).ShouldBeLessThan(LimitMegabytes, result.Output);
    }
}
