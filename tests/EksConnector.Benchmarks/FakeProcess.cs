using System.Diagnostics;
using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>The fake cluster, in a process of its own so that its memory and its work are not the module's.</summary>
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

    /// <summary>The variables that lead to the fake AWS; an empty one must not be there.</summary>
    public IReadOnlyDictionary<string, string> AwsEnvironment { get; }

    /// <summary>Starts it in the state healthy.</summary>
    /// <param name="clusters">How many contexts of a fleet there are.</param>
    /// <param name="latency">Milliseconds that each request takes at least.</param>
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
        // A polite end, so that it removes its files.
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
