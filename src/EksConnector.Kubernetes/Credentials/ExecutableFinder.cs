namespace EksConnector.Kubernetes.Credentials;

/// <summary>
/// Finds a program as a shell does. .NET would look beside pwsh and in the current folder first, where anybody may
/// have put a program of that name.
/// </summary>
internal static class ExecutableFinder
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Finds a program.</summary>
    /// <param name="command">An absolute path, or a name.</param>
    /// <param name="path">The PATH.</param>
    /// <returns>The absolute path, or null where there is no such program.</returns>
    public static string? Find(string command, string? path)
    {
        if (Path.IsPathFullyQualified(command))
        {
            return WithExtension(command);
        }

        foreach (string folder in (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Path.IsPathFullyQualified(folder) && WithExtension(Path.Combine(folder, command)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? WithExtension(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            return File.Exists(file) && (File.GetUnixFileMode(file) & Executable) != UnixFileMode.None ? file : null;
        }

        if (Path.HasExtension(file) && File.Exists(file))
        {
            return file;
        }

        string extensions = Environment.GetEnvironmentVariable("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD";
        foreach (string extension in extensions.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (File.Exists(file + extension))
            {
                return file + extension;
            }
        }

        return null;
    }
}
