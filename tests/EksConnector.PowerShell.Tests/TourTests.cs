using System.Diagnostics;
using EksConnector.FakeCluster;

namespace EksConnector.PowerShell.Tests;

/// <summary>The tour of the module.</summary>
public sealed class TourTests
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_tour_shows_the_broken_Pod_and_the_reason(string pwsh)
    {
        (int exitCode, string output) = await RunAsync(pwsh, "tour");

        output.ShouldContain("admin (eks-connector, EKS cluster my-cluster): InvalidActivation");
        output.ShouldContain("eks-connector-1 0/2   Init:CrashLoopBackOff");
        output.ShouldContain("PS> Get-EksConnectorImpersonation | Revoke-EksConnectorImpersonation");
        exitCode.ShouldBe(0, output);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task The_tour_shows_another_cluster(string pwsh)
    {
        await using FakeKubernetes fake = await FakeKubernetes.StartAsync();
        await fake.EnterAsync("healthy");

        (int exitCode, string output) = await RunAsync(pwsh, "tour", "--kubeconfig", fake.KubeConfigPath);

        output.ShouldContain("eks-connector-1 2/2   Running");
        output.ShouldNotContain("offline");
        exitCode.ShouldBe(0, output);
    }

    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task Reports_a_failure_in_its_exit_code(string pwsh)
    {
        (int exitCode, string output) = await RunAsync(pwsh, "tour", "--scenario", "missing");

        exitCode.ShouldBe(1, output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string pwsh, params string[] arguments)
    {
        Skip.If(pwsh.Length == 0, "PowerShell is required for the tour.");
        string program = Path.ChangeExtension(typeof(FakeKubernetes).Assembly.Location, ".dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = Path.GetDirectoryName(pwsh) + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
