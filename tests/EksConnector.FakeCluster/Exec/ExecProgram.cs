using System.ComponentModel;
using System.Diagnostics;

namespace EksConnector.FakeCluster;

/// <summary>
/// A command in a container: a program of this machine that runs in the folder of the container. On a machine without a shell, only
/// <c>cat</c> is available.
/// </summary>
internal sealed class ExecProgram : IDisposable
{
    private static readonly bool s_hasShell = File.Exists("/bin/sh");

    private readonly Process? _process;
    private readonly Task<int>? _cat;

    private ExecProgram(Process process)
    {
        _process = process;
        Output = process.StandardOutput.BaseStream;
        Error = process.StandardError.BaseStream;
    }

    private ExecProgram(IReadOnlyList<string> files, PathMapper paths)
    {
        var output = new System.IO.Pipelines.Pipe();
        var error = new System.IO.Pipelines.Pipe();
        Output = output.Reader.AsStream();
        Error = error.Reader.AsStream();
        _cat = CatAsync(files, paths, output.Writer.AsStream(), error.Writer.AsStream());
    }

    public Stream Output { get; }

    public Stream Error { get; }

    /// <summary>Starts a command.</summary>
    /// <param name="container">The container.</param>
    /// <param name="folder">The folder with the files of the container.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="settings">The settings, including the available programs.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="problem">The error of the container runtime if the program cannot be started.</param>
    /// <returns>The command, or null if it cannot be started.</returns>
    public static ExecProgram? Start(string container, string folder, IReadOnlyList<string> command, ExecSettings settings, IReadOnlyDictionary<string, string> environment, out string problem)
    {
        if (command.Count == 0 || command[0].Length == 0)
        {
            problem = "OCI runtime exec failed: exec failed: args must not be empty: unknown";
            return null;
        }

        string name = Path.GetFileName(command[0]);
        bool exists = settings.Has(container, name) && (s_hasShell ? ToolFolder.Find(name) is not null : name == "cat");
        if (!exists)
        {
            string reason = command[0].Contains('/', StringComparison.Ordinal)
                ? $"stat {command[0]}: no such file or directory"
                : "executable file not found in $PATH";
            problem = $"OCI runtime exec failed: exec failed: unable to start container process: exec: \"{command[0]}\": {reason}: unknown";
            return null;
        }

        problem = string.Empty;
        Directory.CreateDirectory(Path.Combine(folder, "var", "log", "amazon", "ssm"));
        var paths = new PathMapper(folder);
        return s_hasShell
            ? StartProcess(container, folder, [name, .. command.Skip(1).Select(paths.ToHost)], settings, environment)
            : new ExecProgram([.. command.Skip(1)], paths);
    }

    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        if (_cat is not null)
        {
            return await _cat.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        await _process!.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return _process.ExitCode;
    }

    public void Kill()
    {
        try
        {
            // Looking for its children reads all processes of the machine.
            if (_process is { HasExited: false })
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or Win32Exception)
        {
            // The process has already ended.
        }
    }

    public void Dispose()
    {
        Kill();
        _process?.Dispose();
    }

    private static ExecProgram StartProcess(string container, string folder, string[] command, ExecSettings settings, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(ToolFolder.Find(command[0])!, command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = string.Join(Path.PathSeparator, [.. OwnTools(folder), ToolFolder.Of(tool => settings.Has(container, tool))]);
        start.Environment["TZ"] = "UTC";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return new ExecProgram(process);
    }

    // Tests can add programs to the container, such as a curl that does not use the network.
    private static IEnumerable<string> OwnTools(string folder)
    {
        string own = Path.Combine(folder, "usr", "local", "bin");
        if (OperatingSystem.IsWindows() || !Directory.Exists(own))
        {
            return [];
        }

        foreach (string file in Directory.EnumerateFiles(own))
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return [own];
    }

    private static async Task<int> CatAsync(IReadOnlyList<string> files, PathMapper paths, Stream output, Stream error)
    {
        int exitCode = 0;
        await using (output.ConfigureAwait(false))
        await using (error.ConfigureAwait(false))
        {
            foreach (string file in files)
            {
                try
                {
                    var content = new FileStream(paths.ToHost(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    await using (content.ConfigureAwait(false))
                    {
                        await content.CopyToAsync(output).ConfigureAwait(false);
                    }
                }
                catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
                {
                    exitCode = 1;
                    await error.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"cat: {file}: No such file or directory\n")).ConfigureAwait(false);
                }
            }
        }

        return exitCode;
    }
}
