namespace EksConnector.PowerShell.Tests;

/// <summary>The PowerShells on the PATH: every one of them must pass every test.</summary>
public static class Pwsh
{
    private static readonly string[] s_names = ["pwsh", "pwsh-7.4", "pwsh-7.5", "pwsh-7.6", "pwsh-preview"];

    /// <summary>One entry for each PowerShell; a single empty one where there is none, so that the tests are counted as skipped.</summary>
    public static TheoryData<string> All { get; } = Find();

    private static TheoryData<string> Find()
    {
        var found = new TheoryData<string>();
        var targets = new HashSet<string>(StringComparer.Ordinal);
        string extension = OperatingSystem.IsWindows() ? ".exe" : string.Empty;
        foreach (string name in s_names)
        {
            foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            {
                string path = Path.Combine(folder, name + extension);
                if (File.Exists(path) && targets.Add(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path))
                {
                    found.Add(path);
                }
            }
        }

        if (targets.Count == 0)
        {
            found.Add(string.Empty);
        }

        return found;
    }
}
