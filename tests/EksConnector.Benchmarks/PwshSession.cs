using System.Diagnostics;
using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>One pwsh that stays, and runs one line after the other: what an administrator has at a prompt.</summary>
internal sealed class PwshSession : IDisposable
{
    private const string Answer = "=> ";
    private const string Failure = "!! ";

    // An error must not pass for a fast answer, so whatever fails says so.
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

    /// <summary>Runs a line and gives the numbers that it puts out.</summary>
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
                        : throw new BenchmarkException($"{line}\nput out '{part}', which is no number."));
            }
        }

        throw new BenchmarkException($"{line}\nended the session.");
    }

    /// <summary>Measures a pipeline within the session.</summary>
    /// <param name="pipeline">The pipeline; its output has to be consumed by its end.</param>
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
