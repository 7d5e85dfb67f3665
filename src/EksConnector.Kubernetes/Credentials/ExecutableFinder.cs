namespace EksConnector.Kubernetes.Credentials;

/// <summary>
/// Finds a program in PATH as a shell does. .NET would first search the folder of pwsh and the current folder, where another
/// user may have placed a program with the same name.
/// </summary>
internal static class ExecutableFinder
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Finds a program.</summary>
    /// <param name="command">An absolute path or a file name.</param>
    /// <param name="path">The value of the PATH variable.</param>
    /// <returns>The absolute path; null if the program was not found.</returns>
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
