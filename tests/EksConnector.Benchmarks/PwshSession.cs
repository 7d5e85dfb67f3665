using System.Diagnostics;
using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>A pwsh process that stays open and runs lines one at a time, like an interactive session.</summary>
internal sealed class PwshSession : IDisposable
{
    private const string Answer = "=> ";
    private const string Failure = "!! ";

    // Every error is reported, because a call that fails must not count as a fast one.
    private const string Loop = """
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        while ($null -ne ($line = [Console]::In.ReadLine())) {
            try { [Console]::Out.WriteLine('=> ' + ((. ([scriptblock]::Create($line))) -join ' ')) }
            catch { [Console]::Out.WriteLine('!! ' + ("$_" -replace '\s+', ' ')) }
        }
        """;

    private readonly Process _process;

    private PwshSession(Process process) => _process = process;

    public static async Task<PwshSession> StartAsync(string pwsh, string module, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = ChildProcess.NewStart(pwsh, ["-NoProfile", "-NonInteractive", "-Command", Loop], environment);
        start.RedirectStandardError = false;
        var session = new PwshSession(ChildProcess.Start(start));
        await session.RunAsync($"Import-Module '{module}'");
        return session;
    }

    /// <summary>Runs a line and returns the numbers that it writes.</summary>
    public async Task<double[]> RunAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } text)
        {
            if (text.StartsWith(Failure, StringComparison.Ordinal))
            {
                throw new BenchmarkException($"{line}\nfailed: {text[Failure.Length..]}");
            }

            if (text.StartsWith(Answer, StringComparison.Ordinal))
            {
                return Array.ConvertAll(text[Answer.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries), part =>
                    double.TryParse(part, CultureInfo.InvariantCulture, out double number)
                        ? number
                        : throw new BenchmarkException($"{line}\nreturned '{part}', which is not a number."));
            }
        }

        throw new BenchmarkException($"{line}\nended the session.");
    }

    /// <summary>Measures a pipeline within the session.</summary>
    /// <param name="pipeline">The pipeline, whose last command must consume the output.</param>
    public async Task<Measurement> MeasureAsync(string pipeline)
    {
        double[] numbers = await RunAsync(
            "$cpu = (Get-Process -Id $PID).TotalProcessorTime; $clock = [Diagnostics.Stopwatch]::StartNew(); "
            + pipeline
            + "; $wall = $clock.Elapsed.TotalMilliseconds; $wall; ((Get-Process -Id $PID).TotalProcessorTime - $cpu).TotalMilliseconds");
        return new Measurement(numbers[0], numbers[1]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
