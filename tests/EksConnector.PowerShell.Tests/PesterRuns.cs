using System.Collections.Concurrent;
using System.Text.Json;

namespace EksConnector.PowerShell.Tests;

/// <summary>Runs Pester once in each PowerShell, when the first result is requested.</summary>
public sealed class PesterRuns
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(12);
    private readonly ConcurrentDictionary<string, Lazy<Task<PesterReport>>> _reports = new(StringComparer.Ordinal);

    /// <summary>The folder of the tests.</summary>
    internal static string Folder { get; } = Path.Combine(PwshRun.Root, "tests", "EksConnector.PowerShell.Tests", "Cmdlets");

    /// <summary>Returns the results in a PowerShell.</summary>
    internal Task<PesterReport> OfAsync(string pwsh) => _reports.GetOrAdd(pwsh, _ => new Lazy<Task<PesterReport>>(() => RunAsync(pwsh))).Value;

    private static async Task<PesterReport> RunAsync(string pwsh)
    {
        string path = Path.GetTempFileName();
        try
        {
            string[] arguments = ["-File", Path.Combine(Folder, "Invoke-CmdletTest.ps1"), "-PesterPath", Path.Combine(AppContext.BaseDirectory, "Pester"), "-ResultPath", path];
            PwshResult result = await PwshRun.OfFileAsync(pwsh, arguments, limit: s_limit);
            string report = await File.ReadAllTextAsync(path);
            return report.Length > 0
                ? JsonSerializer.Deserialize<PesterReport>(report)!
                : throw new InvalidOperationException($"Pester did not run.\n{result.Output}\n{result.Errors}");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
