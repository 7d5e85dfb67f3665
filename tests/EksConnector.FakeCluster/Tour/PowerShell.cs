using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace EksConnector.FakeCluster.Tour;

/// <summary>A PowerShell process that runs the steps of the tour with the built module.</summary>
/// <param name="Version">The version.</param>
/// <param name="FileName">The program.</param>
/// <param name="Prefix">The arguments of the program before those of PowerShell.</param>
internal sealed partial record PowerShell(string Version, string FileName, params string[] Prefix)
{
    private static readonly Version s_oldest = new(7, 4);

    /// <summary>Finds PowerShell on the PATH, or else uses the .NET tool of the repository, which is downloaded the first time.</summary>
    /// <returns>The PowerShell; null if there is none that is new enough for the module.</returns>
    public static async Task<PowerShell?> FindAsync(CancellationToken cancellationToken)
    {
        if (await QueryAsync("pwsh", [], cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        Console.WriteLine("PowerShell 7.4 or later was not found on the PATH. Restoring the .NET tool in .config/dotnet-tools.json.");
        (int exitCode, string output) = await RunAsync("dotnet", ["tool", "restore"], cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            await Console.Error.WriteLineAsync(output.Trim()).ConfigureAwait(false);
            return null;
        }

        return await QueryAsync("dotnet", ["tool", "run", "pwsh", "--"], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the steps, and prints each command line before its output.</summary>
    /// <returns>Whether all steps had the expected result.</returns>
    public async Task<bool> RunAsync(string kubeConfigPath, IEnumerable<TourStep> steps, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = Start(FileName, [.. Prefix, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", Script(Repository.ModulePath, steps)]);
        start.Environment["KUBECONFIG"] = kubeConfigPath;
        if (Console.IsOutputRedirected)
        {
            start.Environment["NO_COLOR"] = "1";
        }

        using Process process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task<PowerShell?> QueryAsync(string fileName, string[] prefix, CancellationToken cancellationToken)
    {
        (_, string answer) = await RunAsync(fileName, [.. prefix, "--version"], cancellationToken).ConfigureAwait(false);
        Match version = VersionText().Match(answer);
        return version.Success && System.Version.Parse(version.Groups["number"].ValueSpan) >= s_oldest ? new PowerShell(version.Value, fileName, prefix) : null;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string fileName, string[] arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = Start(fileName, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (process.ExitCode, output + await errors.ConfigureAwait(false));
        }
        catch (Win32Exception exception)
        {
            return (-1, exception.Message);
        }
    }

    // The working directory is the repository, where dotnet finds the tool manifest.
    private static ProcessStartInfo Start(string fileName, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(fileName, arguments) { UseShellExecute = false, WorkingDirectory = Repository.Path };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }

    private static string Script(string modulePath, IEnumerable<TourStep> steps)
    {
        string import = "Import-Module " + (SafeText().IsMatch(modulePath) ? modulePath : Quote(modulePath));
        StringBuilder script = new StringBuilder("$failed = $false\n").Append(Show(import)).Append(import).Append(" -ErrorAction Stop\n");
        foreach (TourStep step in steps)
        {
            script
                .Append("Write-Host\n")
                .Append("Write-Host ").Append(Quote("# " + step.Title)).Append('\n')
                .Append(Show(step.Command))
                .Append("$Error.Clear(); $shown = $null\n")
                .Append("$shown = @(Invoke-Expression ").Append(Quote(step.Command)).Append(")\n")
                .Append("if ($shown) { $shown | Out-Host } else { Write-Host '(nothing)' }\n");
            if (!step.ShowsFailure)
            {
                script.Append("if ($Error) { $failed = $true }\n");
            }
        }

        return script.Append("exit [int]$failed\n").ToString();
    }

    private static string Show(string command) => $"Write-Host {Quote("PS> " + command)} -ForegroundColor Cyan\n";

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"(?<=PowerShell )(?<number>\d+\.\d+)\S*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionText();

    [GeneratedRegex(@"^[\w./\\:-]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SafeText();
}
