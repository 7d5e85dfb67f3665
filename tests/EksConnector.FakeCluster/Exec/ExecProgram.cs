using System.ComponentModel;
using System.Diagnostics;

namespace EksConnector.FakeCluster;

/// <summary>
/// A command in a container: this machine's own program, which sees the folder that stands for the container. Where this machine
/// has no shell there is <c>cat</c> alone.
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
    /// <param name="folder">The folder that stands for it.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="settings">Which programs there are.</param>
    /// <param name="environment">The variables that it sees.</param>
    /// <param name="problem">What the runtime says where the program cannot be started.</param>
    /// <returns>The command, or null where it cannot be started.</returns>
    public static ExecProgram? Start(string container, string folder, IReadOnlyList<string> command, ExecSettings settings, IReadOnlyDictionary<string, string> environment, out string problem)
    {
        if (command.Count == 0 || command[0].Length == 0)
        {
            problem = "OCI runtime exec failed: exec failed: args must not be empty: unknown";
            return null;
        }

        string name = Path.GetFileName(command[0]);
        bool isThere = settings.Has(container, name) && (s_hasShell ? ToolFolder.Find(name) is not null : name == "cat");
        if (!isThere)
        {
            string why = command[0].Contains('/', StringComparison.Ordinal)
                ? $"stat {command[0]}: no such file or directory"
                : "executable file not found in $PATH";
            problem = $"OCI runtime exec failed: exec failed: unable to start container process: exec: \"{command[0]}\": {why}: unknown";
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
            // It has ended already.
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

    // A test puts programs of its own into the container, such as a curl that reaches no network.
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
