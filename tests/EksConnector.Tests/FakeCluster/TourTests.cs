using System.Diagnostics;
using EksConnector.FakeCluster;

namespace EksConnector.Tests.FakeCluster;

/// <summary>The newcomer's tour, on a machine whose PATH has no PowerShell. With one, the build's own checks run it.</summary>
public sealed class TourTests
{
    [Fact]
    public async Task Without_powershell_it_shows_the_pods_the_reason_and_how_to_get_powershell()
    {
        (int exitCode, string output, _) = await RunAsync("tour");

        output.ShouldContain("eks-connector-0  2/2   Running");
        output.ShouldContain("eks-connector-1  0/2   Init:CrashLoopBackOff");
        output.ShouldContain("eks-connector-1: connector-init: CrashLoopBackOff");
        output.ShouldContain("ConnectionRefused: Context 'offline'");
        output.ShouldContain("To get PowerShell: ");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task It_shows_another_cluster()
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync();
        await fake.EnterAsync("healthy");

        (int exitCode, string output, _) = await RunAsync("tour", "--kubeconfig", fake.KubeConfigPath);

        output.ShouldContain("eks-connector-1  2/2   Running");
        output.ShouldNotContain("offline");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task It_tells_a_failure_in_its_exit_code()
    {
        (int exitCode, string output, _) = await RunAsync("tour", "--scenario", "missing");

        output.ShouldContain("ConnectorNotInstalled: ");
        exitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("tour", "--scenario", "unheard-of")]
    [InlineData("tour", "--kubeconfig", "/nowhere/at-all")]
    [InlineData("tour", "--speed")]
    public async Task It_refuses_what_it_does_not_understand(params string[] arguments)
    {
        (int exitCode, _, string errors) = await RunAsync(arguments);

        errors.ShouldContain("usage: ");
        exitCode.ShouldBe(2);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        string program = Path.ChangeExtension(typeof(FakeKubernetes).Assembly.Location, ".dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = string.Empty;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
