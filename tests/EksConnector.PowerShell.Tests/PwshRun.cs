using System.Diagnostics;

namespace EksConnector.PowerShell.Tests;

/// <summary>A script that runs in a separate PowerShell process with the built module.</summary>
internal sealed class PwshRun : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private readonly TimeSpan _limit;

    private PwshRun(Process process, TimeSpan limit)
    {
        _process = process;
        _limit = limit;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the built module.</summary>
    public static string Module { get; } = Path.Combine(Root, "out", "EksConnector");

    public int ProcessId => _process.Id;

    /// <summary>Starts a script.</summary>
    /// <param name="pwsh">The PowerShell; an empty one skips the test.</param>
    /// <param name="script">The script to run after the import of the module.</param>
    /// <param name="environment">Additional environment variables.</param>
    /// <param name="import">Whether the module is imported first.</param>
    public static PwshRun Start(string pwsh, string script, IReadOnlyDictionary<string, string?>? environment = null, bool import = true)
    {
        string preamble = "$ErrorActionPreference = 'Continue'; $PSStyle.OutputRendering = 'PlainText'; $ProgressPreference = 'SilentlyContinue'\n"
            + (import ? $"Import-Module '{Module}' -ErrorAction Stop\n" : string.Empty);
        return Start(pwsh, ["-Command", preamble + script], environment);
    }

    /// <summary>Runs PowerShell with only the given arguments, as a scheduler does, and waits for its end.</summary>
    /// <param name="pwsh">The PowerShell; an empty one skips the test.</param>
    /// <param name="arguments">The arguments, such as -File and a path.</param>
    /// <param name="environment">Additional environment variables.</param>
    /// <param name="input">The standard input; null for none.</param>
    /// <param name="limit">The time limit; null for two minutes.</param>
    public static async Task<PwshResult> OfFileAsync(
        string pwsh, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null, string? input = null, TimeSpan? limit = null)
    {
        using PwshRun run = Start(pwsh, arguments, environment, input, limit);
        return await run.EndAsync();
    }

    private static PwshRun Start(
        string pwsh, string[] arguments, IReadOnlyDictionary<string, string?>? environment, string? input = null, TimeSpan? limit = null)
    {
        Skip.If(pwsh.Length == 0, "PowerShell was not found on the PATH and could not be built.");
        var start = new ProcessStartInfo(pwsh, ["-NoProfile", "-NonInteractive", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            // Before .NET 9, null sets an empty value instead of removing the variable.
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return new PwshRun(process, limit ?? s_limit);
    }

    /// <summary>Runs a script and waits for its end.</summary>
    public static async Task<PwshResult> OfAsync(
        string pwsh, string script, IReadOnlyDictionary<string, string?>? environment = null, bool import = true)
    {
        using PwshRun run = Start(pwsh, script, environment, import);
        return await run.EndAsync();
    }

    /// <summary>Waits for the end of the process, which is killed at the time limit.</summary>
    public async Task<PwshResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The script did not end within {_limit}.\n{await _output}\n{await _errors}", exception);
        }

        return new PwshResult(_process.ExitCode, (await _output).ReplaceLineEndings("\n"), (await _errors).ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static string FindRoot([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
