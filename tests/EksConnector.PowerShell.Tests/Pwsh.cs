using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EksConnector.PowerShell.Tests;

/// <summary>The PowerShell versions in which every test must pass: those on the PATH, and the host from the build if it was needed.</summary>
public static partial class Pwsh
{
    private static readonly string[] s_names = ["pwsh", "pwsh-7.4", "pwsh-7.5", "pwsh-7.6", "pwsh-preview"];
    private static readonly Version s_oldest = new(7, 4);

    /// <summary>An entry for each PowerShell, or a single empty entry if there is none, so that the tests are reported as skipped.</summary>
    public static TheoryData<string> All { get; } = Find();

    private static TheoryData<string> Find()
    {
        var found = new List<string>();
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in OnPath().Append(BuiltHost()).OfType<string>())
        {
            if (targets.Add(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) && IsSupported(path))
            {
                found.Add(path);
            }
        }

        return new TheoryData<string>(found.DefaultIfEmpty(string.Empty));
    }

    private static IEnumerable<string> OnPath()
    {
        string extension = OperatingSystem.IsWindows() ? ".exe" : string.Empty;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + extension))).Where(File.Exists);
    }

    private static string? BuiltHost()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "powershell-host.txt");
        string path = File.Exists(file) ? File.ReadAllText(file).Trim() : string.Empty;
        return File.Exists(path) ? path : null;
    }

    private static bool IsSupported(string path)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(path, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            Match version = VersionText().Match(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return version.Success && Version.Parse(version.ValueSpan) >= s_oldest;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex(@"(?<=PowerShell )\d+\.\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionText();
}
