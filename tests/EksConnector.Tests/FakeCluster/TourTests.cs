using System.Diagnostics;
using System.Runtime.InteropServices;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

/// <summary>The tour if it cannot run.</summary>
public sealed class TourTests
{
    [Fact]
    public async Task Without_PowerShell_and_dotnet_it_states_its_requirements()
    {
        (int exitCode, _, string errors) = await RunAsync("tour");

        errors.ShouldContain("The tour needs PowerShell 7.4 or later");
        exitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("tour", "--scenario", "unheard-of")]
    [InlineData("tour", "--kubeconfig", "/nowhere/at-all")]
    [InlineData("tour", "--speed")]
    public async Task Rejects_unknown_arguments(params string[] arguments)
    {
        (int exitCode, _, string errors) = await RunAsync(arguments);

        errors.ShouldContain("usage: ");
        exitCode.ShouldBe(2);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        // The tour is started as a program and not with dotnet, because .NET would find dotnet in the folder of the running program.
        string program = Path.ChangeExtension(typeof(FakeKubernetes).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = string.Empty;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
