using System.Diagnostics;
using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>The fake cluster, in a process of its own so that its memory and its work are not the module's.</summary>
internal sealed class FakeProcess : IDisposable
{
    private readonly Process _process;

    private FakeProcess(Process process, string kubeConfig)
    {
        _process = process;
        KubeConfig = kubeConfig;
    }

    public string KubeConfig { get; }

    public static async Task<FakeProcess> StartAsync(int clusters, int latency)
    {
        ProcessStartInfo start = ChildProcess.NewStart(
            "dotnet",
            [
                Repository.FakeCluster, "serve", "--scenario", "healthy",
                "--clusters", clusters.ToString(CultureInfo.InvariantCulture),
                "--latency", latency.ToString(CultureInfo.InvariantCulture),
            ],
            new Dictionary<string, string>());
        start.RedirectStandardError = false;
        Process process = ChildProcess.Start(start);
        string kubeConfig = await process.StandardOutput.ReadLineAsync() ?? throw new BenchmarkException("The fake cluster did not start.");
        return new FakeProcess(process, kubeConfig);
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
