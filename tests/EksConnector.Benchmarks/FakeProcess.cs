using System.Diagnostics;
using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>The fake cluster in a separate process, so that its memory and processor time are not attributed to the module.</summary>
internal sealed class FakeProcess : IDisposable
{
    private readonly Process _process;

    private FakeProcess(Process process, string kubeConfig, IReadOnlyDictionary<string, string> awsEnvironment)
    {
        _process = process;
        KubeConfig = kubeConfig;
        AwsEnvironment = awsEnvironment;
    }

    public string KubeConfig { get; }

    /// <summary>The environment variables for the fake of AWS; an empty value means that the variable must not be set.</summary>
    public IReadOnlyDictionary<string, string> AwsEnvironment { get; }

    /// <summary>Starts the fake cluster with the scenario healthy.</summary>
    /// <param name="clusters">The number of contexts of the fleet.</param>
    /// <param name="latency">The minimum duration of each request, in milliseconds.</param>
    public static async Task<FakeProcess> StartAsync(int clusters, int latency)
    {
        ProcessStartInfo start = ChildProcess.NewStart(
            "dotnet",
            [
                Repository.FakeCluster, "serve", "--scenario", "healthy",
                "--clusters", clusters.ToString(CultureInfo.InvariantCulture),
                "--latency", latency.ToString(CultureInfo.InvariantCulture),
                "--aws", "sh",
            ],
            new Dictionary<string, string>());
        start.RedirectStandardError = false;
        Process process = ChildProcess.Start(start);
        var aws = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            switch (line.Split([' ', '='], 3))
            {
                case ["export", var name, var value]:
                    aws[name] = value.Trim('\'');
                    break;
                case ["unset", var name]:
                    aws[name] = string.Empty;
                    break;
                default:
                    return new FakeProcess(process, line, aws);
            }
        }

        throw new BenchmarkException("The fake cluster did not start.");
    }

    public void Dispose()
    {
        // SIGTERM lets the process delete its files.
        if (!OperatingSystem.IsWindows())
        {
            using Process? kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill?.WaitForExit();
        }

        if (!_process.WaitForExit(OperatingSystem.IsWindows() ? 0 : 5000))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
