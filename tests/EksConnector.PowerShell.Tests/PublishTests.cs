using System.Diagnostics;

namespace EksConnector.PowerShell.Tests;

/// <summary>The module can be published to a repository with PSResourceGet, installed from it, and used.</summary>
public sealed class PublishTests(FakeFixture fixture) : IClassFixture<FakeFixture>
{
    [SkippableTheory]
    [MemberData(nameof(Pwsh.All), MemberType = typeof(Pwsh))]
    public async Task A_published_module_can_be_installed_and_used(string pwsh)
    {
        Skip.If(OperatingSystem.IsWindows(), "On Windows, the module folder of a user cannot be redirected, so the test would change that of the current user.");
        Skip.If(pwsh.Length == 0, "PowerShell is required to publish the module.");
        string resourceGet = Path.Combine(await FindToolAsync(), "Modules", "Microsoft.PowerShell.PSResourceGet");
        DirectoryInfo home = Directory.CreateTempSubdirectory();
        try
        {
            string data = Directory.CreateDirectory(Path.Combine(home.FullName, ".local", "share")).FullName;
            string repository = Directory.CreateDirectory(Path.Combine(home.FullName, "repository")).FullName;
            var environment = new Dictionary<string, string?>(fixture.Environment, StringComparer.Ordinal) { ["HOME"] = home.FullName, ["XDG_DATA_HOME"] = data };

            PwshResult result = await PwshRun.OfAsync(
                pwsh,
                $$"""
                $ErrorActionPreference = 'Stop'
                Import-Module '{{resourceGet}}'
                Register-PSResourceRepository -Name Test -Uri '{{repository}}' -Trusted
                Publish-PSResource -Path '{{PwshRun.Module}}' -Repository Test
                Install-PSResource EksConnector -Repository Test
                Import-Module EksConnector
                (Get-Module EksConnector).ModuleBase
                (Get-EksConnectorStatus admin -Namespace healthy).Pod
                (Get-Help Get-EksConnectorStatus).Synopsis
                """,
                environment,
                import: false);

            result.Errors.ShouldBeEmpty();
            result.Lines.Length.ShouldBe(4, result.Output);
            result.Lines[0].ShouldStartWith(data);
            result.Lines[1..3].ShouldBe(["eks-connector-0", "eks-connector-1"]);
            result.Lines[3].ShouldEndWith(".");
            Directory.GetFiles(repository, "EksConnector.*.nupkg").ShouldHaveSingleItem();
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    // PSResourceGet is part of the PowerShell .NET tool, but not of the SDK from which the host of the tests is built.
    private static async Task<string> FindToolAsync()
    {
        await RunAsync("tool", "restore");
        return (await RunAsync("tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-Command", "$PSHOME")).Trim();
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetFullPath(Path.Combine(PwshRun.Module, "..", "..")),
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"dotnet {string.Join(' ', arguments)}: {output}{await errors}");
        return output;
    }
}
