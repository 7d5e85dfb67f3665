using System.Diagnostics;
using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>Runs programs and measures them.</summary>
internal static class ChildProcess
{
    // The unit of times in /proc is USER_HZ, which is 100 on all architectures that .NET supports.
    private const double MillisecondsPerTick = 10;
    private const int WaitedChildrenUserTime = 13;

    /// <summary>Runs a program to its end. A failure is an exception.</summary>
    /// <param name="program">The name or path of the program.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="environment">Additional environment variables.</param>
    /// <returns>The measurement, and the standard output.</returns>
    public static async Task<(Measurement Measurement, string Output)> RunAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = NewStart(program, arguments, environment);
        double? processorBefore = ProcessorTimeOfChildren();
        long clock = Stopwatch.GetTimestamp();
        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        double wall = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        if (process.ExitCode != 0)
        {
            throw new BenchmarkException($"{program} {string.Join(' ', arguments)}\nexited with code {process.ExitCode}: {await errors}{await output}");
        }

        return (new Measurement(wall, ProcessorTimeOfChildren() - processorBefore), await output);
    }

    /// <summary>Runs a program until it has printed a line, and then ends it.</summary>
    /// <param name="program">The name or path of the program.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="environment">Additional environment variables.</param>
    /// <returns>The time until the first line. The processor time is not known.</returns>
    public static async Task<Measurement> RunToFirstLineAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = NewStart(program, arguments, environment);
        long clock = Stopwatch.GetTimestamp();
        using Process process = Start(start);
        process.StandardInput.Close();
        byte[] buffer = new byte[4096];
        Stream output = process.StandardOutput.BaseStream;
        for (int read = await output.ReadAsync(buffer); read > 0; read = await output.ReadAsync(buffer))
        {
            if (buffer.AsSpan(0, read).Contains((byte)'\n'))
            {
                double wall = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                return new Measurement(wall, null);
            }
        }

        throw new BenchmarkException($"{program} {string.Join(' ', arguments)}\nprinted nothing: {await process.StandardError.ReadToEndAsync()}");
    }

    public static ProcessStartInfo NewStart(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        foreach ((string name, string value) in environment)
        {
            // An empty value removes a variable.
            start.Environment[name] = value.Length > 0 ? value : null;
        }

        return start;
    }

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BenchmarkException($"Cannot start '{start.FileName}': {exception.Message}");
        }
    }

    // The processor time of all child processes that have ended and of their children, as Linux counts it for the parent.
    private static double? ProcessorTimeOfChildren()
    {
        const string file = "/proc/self/stat";
        if (!File.Exists(file))
        {
            return null;
        }

        // The second field is the program's name in parentheses, and can contain spaces.
        string text = File.ReadAllText(file);
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return MillisecondsPerTick * (Field(WaitedChildrenUserTime) + Field(WaitedChildrenUserTime + 1));

        double Field(int index) => double.Parse(fields[index], CultureInfo.InvariantCulture);
    }
}
