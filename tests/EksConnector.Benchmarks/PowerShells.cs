using System.Reflection;

namespace EksConnector.Benchmarks;

/// <summary>The PowerShell versions on the PATH, or else the one that the build of the tests creates.</summary>
internal static class PowerShells
{
    private static readonly string[] s_names = ["pwsh", "pwsh-7.4", "pwsh-7.5", "pwsh-7.6"];

    /// <summary>Finds each PowerShell once, with the version that it reports.</summary>
    public static async Task<IReadOnlyList<(string Path, string Version)>> FindAsync()
    {
        var found = new List<(string Path, string Version)>();
        var targets = new HashSet<string>(StringComparer.Ordinal);
        string[] paths = s_names.Select(FindOnPath).OfType<string>().ToArray();
        foreach (string path in paths.Length > 0 ? paths : [BuiltPowerShell()])
        {
            if (File.Exists(path) && targets.Add(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path))
            {
                (_, string version) = await ChildProcess.RunAsync(path, ["--version"], new Dictionary<string, string>());
                found.Add((path, version.Trim().Replace("PowerShell ", "pwsh ", StringComparison.Ordinal)));
            }
        }

        return found.Count > 0 ? found : throw new BenchmarkException("pwsh was not found on the PATH or in the build output of the tests.");
    }

    private static string BuiltPowerShell() =>
        typeof(PowerShells).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "PowerShellHost").Value!;

    private static string? FindOnPath(string name)
    {
        string file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
