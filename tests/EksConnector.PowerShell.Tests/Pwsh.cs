using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EksConnector.PowerShell.Tests;

/// <summary>The PowerShells that every test must pass in: those on the PATH, and the host that the build made where they do not do.</summary>
public static partial class Pwsh
{
    private static readonly string[] s_names = ["pwsh", "pwsh-7.4", "pwsh-7.5", "pwsh-7.6", "pwsh-preview"];
    private static readonly Version s_oldest = new(7, 4);

    /// <summary>One entry for each PowerShell; a single empty one where there is none, so that the tests are counted as skipped.</summary>
    public static TheoryData<string> All { get; } = Find();

    private static TheoryData<string> Find()
    {
        var found = new List<string>();
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in OnPath().Append(Host()).OfType<string>())
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

    private static string? Host()
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
