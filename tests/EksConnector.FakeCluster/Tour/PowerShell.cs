using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace EksConnector.FakeCluster.Tour;

/// <summary>A child pwsh that runs the steps of the tour with the built module.</summary>
internal static partial class PowerShell
{
    private static readonly Version s_oldest = new(7, 4);

    /// <summary>Says which pwsh the PATH has.</summary>
    /// <returns>Its version; null where there is none, or one that is too old for the module.</returns>
    public static async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("pwsh", ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            string answer = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            Match version = VersionText().Match(answer);
            return version.Success && Version.Parse(version.Groups["number"].ValueSpan) >= s_oldest ? version.Value : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs the steps, each command line before its output.</summary>
    /// <returns>Whether all went as it should.</returns>
    public static async Task<bool> RunAsync(string modulePath, string kubeConfigPath, IEnumerable<TourStep> steps, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("pwsh", ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", Script(modulePath, steps)]) { UseShellExecute = false };
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

    [GeneratedRegex(@"(?<=^PowerShell )(?<number>\d+\.\d+)\S*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionText();

    [GeneratedRegex(@"^[\w./\\:-]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SafeText();
}
