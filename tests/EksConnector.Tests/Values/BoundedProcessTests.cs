using System.Diagnostics;
using EksConnector.Core;

namespace EksConnector.Tests.Values;

/// <summary>What is kept of the output of a program that is not trusted.</summary>
public sealed class BoundedProcessTests
{
    [SkippableFact]
    public async Task Keeps_the_end_of_a_long_standard_error()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no /bin/sh.");

        ProcessResult result = await RunAsync("head -c 1000000 /dev/zero | tr '\\0' x >&2; echo the end >&2; echo out");

        (result.End, result.ExitCode, result.RevealOutput()).ShouldBe((ProcessEnd.Exited, 0, "out\n"));
        result.RevealError().Length.ShouldBeInRange(1000, 64 * 1024);
        result.RevealError().ShouldEndWith("xthe end\n");
    }

    [SkippableFact]
    public async Task Stops_a_program_with_too_much_standard_output()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no /bin/sh.");

        ProcessResult result = await RunAsync("while true; do echo more; done");

        result.End.ShouldBe(ProcessEnd.OutputTooLong);
        result.RevealOutput().Length.ShouldBeLessThanOrEqualTo(1000);
    }

    private static Task<ProcessResult> RunAsync(string script) => BoundedProcess.RunAsync(
        _ => Task.FromResult(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!),
        1000,
        TimeSpan.FromMinutes(1),
        CancellationToken.None);
}
