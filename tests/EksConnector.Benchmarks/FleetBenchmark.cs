using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>Measures many clusters of the fake cluster: the time compared with the minimum for the throttle limit and with kubectl, and the memory.</summary>
internal static class FleetBenchmark
{
    private const int ThrottleLimit = 16;

    // Each cluster needs two consecutive requests on one connection. A new connection first needs round trips for TCP and TLS.
    private const int RequestTrips = 2;
    private const int ConnectTrips = 2;
    private const double IdealBound = 1.35;
    private const double MegabyteBound = 1;
    private const double SandboxMegabytes = 400;
    private const double Megabyte = 1024 * 1024;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int clusters = arguments.Number("clusters", 200);
        int latency = arguments.Number("latency", 25);
        int runs = arguments.Number("runs", 5);
        int large = arguments.Number("large", 1000);
        int kubectlClusters = Math.Min(arguments.Number("kubectl-clusters", 40), clusters);
        string module = arguments.Text("module") ?? Repository.Module;
        IReadOnlyList<(string Path, string Version)> shells = await PowerShells.FindAsync();

        Load.Print("start");
        double ideal = Ideal(clusters, latency, ConnectTrips + RequestTrips);
        double idealWarm = Ideal(clusters, latency, RequestTrips);
        var bounds = new Bounds();
        var times = new Table("operation", "÷ ideal", "wall ms", "fastest ms", "CPU ms");
        var memory = new Table("operation", "working set before, MB", "peak, MB", "working set, MB per cluster", "managed heap, MB per cluster");
        times.Add($"ideal: ⌈{clusters} ÷ {ThrottleLimit}⌉ × {ConnectTrips + RequestTrips} round trips (TCP, TLS, two requests) × {latency} ms", Table.Ratio(1), Table.Milliseconds(ideal));
        times.Add($"ideal with open connections: ⌈{clusters} ÷ {ThrottleLimit}⌉ × {RequestTrips} round trips × {latency} ms", Table.Ratio(1), Table.Milliseconds(idealWarm));
        using (FakeProcess fake = await FakeProcess.StartAsync(clusters, latency))
        {
            var environment = new Dictionary<string, string> { ["KUBECONFIG"] = fake.KubeConfig };
            foreach ((string path, string version) in shells)
            {
                (Series first, Series connect, Series again) = await MeasureAsync(path, version, module, environment, clusters, runs);
                foreach (Series series in new[] { first, connect, again })
                {
                    double seriesIdeal = ReferenceEquals(series, again) ? idealWarm : ideal;
                    times.Add(series.Name, Table.Ratio(series.Wall / seriesIdeal), Table.Milliseconds(series.Wall), Table.Milliseconds(series.Fastest), Table.Milliseconds(series.Processor));
                }

                bounds.Check($"{version}: {clusters} clusters, all connections new, ÷ ideal", connect.Wall / ideal, IdealBound);
                bounds.Check($"{version}: {clusters} clusters, open connections, ÷ ideal", again.Wall / idealWarm, IdealBound);
                await MeasureMemoryAsync(memory, bounds, path, version, module, environment, clusters);
            }

            if (kubectlClusters > 0 && !OperatingSystem.IsWindows())
            {
                double wall = await KubectlAsync(environment, kubectlClusters) * clusters / kubectlClusters;
                string scaled = kubectlClusters == clusters ? string.Empty : $" ({kubectlClusters} clusters, scaled)";
                times.Add($"`xargs -P {ThrottleLimit} kubectl --context … get pods`{scaled}", Table.Ratio(wall / ideal), Table.Milliseconds(wall));
            }
        }

        if (large > 0)
        {
            using FakeProcess fake = await FakeProcess.StartAsync(large, latency);
            var environment = new Dictionary<string, string> { ["KUBECONFIG"] = fake.KubeConfig };
            foreach ((string path, string version) in shells)
            {
                double wall = await MeasureMemoryAsync(memory, bounds, path, version, module, environment, large);
                double largeIdeal = Ideal(large, latency, ConnectTrips + RequestTrips);
                times.Add($"{version}: {large} clusters, without errors (÷ its own ideal)", Table.Ratio(wall / largeIdeal), Table.Milliseconds(wall));
            }
        }

        Load.Print("end");
        times.Print($"{clusters} clusters, {latency} ms per round trip, throttle limit {ThrottleLimit}, medians of {runs} runs");
        memory.Print("Memory of the pwsh process during its first fleet call");
        return bounds.PrintAndGetExitCode();
    }

    private static double Ideal(int clusters, int latency, int trips) => Math.Ceiling(clusters / (double)ThrottleLimit) * trips * latency;

    // The first call of a session compiles code for many clusters. After the module is imported again, only the connections are new.
    private static async Task<(Series First, Series Connect, Series Again)> MeasureAsync(
        string path, string version, string module, IReadOnlyDictionary<string, string> environment, int clusters, int runs)
    {
        var first = new Series($"{version}: first fleet call of a session (after a call for one cluster)");
        var connect = new Series($"{version}: later call, all connections new");
        var again = new Series($"{version}: the next call (open connections)");
        using PwshSession session = await PwshSession.StartAsync(path, module, environment);
        for (int run = 0; run <= runs; run++)
        {
            await session.RunAsync("Get-EksConnectorStatus fleet-0001 | Out-Null");
            (run == 0 ? first : connect).Add(await CallAsync(session, clusters));
            Measurement second = await CallAsync(session, clusters);
            if (run > 0)
            {
                again.Add(second);
            }

            await session.RunAsync($"Remove-Module EksConnector; Import-Module '{module}'");
        }

        return (first, connect, again);
    }

    private static async Task<Measurement> CallAsync(PwshSession session, int clusters)
    {
        Measurement taken = await session.MeasureAsync("$rows = Get-EksConnectorStatus 'fleet-*'");
        double[] contexts = await session.RunAsync("@($rows.Context | Sort-Object -Unique).Count; Remove-Variable rows");
        return contexts is [var count] && (int)count == clusters
            ? taken
            : throw new BenchmarkException($"{contexts.FirstOrDefault()} of {clusters} clusters responded.");
    }

    private static async Task<double> MeasureMemoryAsync(
        Table memory, Bounds bounds, string path, string version, string module, IReadOnlyDictionary<string, string> environment, int clusters)
    {
        using PwshSession session = await PwshSession.StartAsync(path, module, environment);
        await session.RunAsync("Get-EksConnectorStatus fleet-0001 | Out-Null");
        double[] before = await session.RunAsync("[GC]::GetTotalMemory($true); (Get-Process -Id $PID).WorkingSet64");
        Measurement taken = await CallAsync(session, clusters);
        double[] after = await session.RunAsync("[GC]::GetTotalMemory($true); (Get-Process -Id $PID).PeakWorkingSet64");
        double growth = (after[1] - before[1]) / clusters;
        memory.Add(
            $"{version}: {clusters} clusters",
            Table.Megabytes(before[1]),
            Table.Megabytes(after[1]),
            Table.Megabytes(growth),
            Table.Megabytes((after[0] - before[0]) / clusters));
        bounds.Check($"{version}: {clusters} clusters, MB of peak working set per cluster", growth / Megabyte, MegabyteBound);
        bounds.Check($"{version}: {clusters} clusters, peak working set in MB (sandbox of {SandboxMegabytes} MB)", after[1] / Megabyte, SandboxMegabytes);
        return taken.Wall;
    }

    private static async Task<double> KubectlAsync(IReadOnlyDictionary<string, string> environment, int clusters)
    {
        string command = string.Create(
            CultureInfo.InvariantCulture,
            $"seq -f 'fleet-%04g' 1 {clusters} | xargs -P {ThrottleLimit} -I CONTEXT kubectl --context CONTEXT get pods -n eks-connector");
        (Measurement taken, _) = await ChildProcess.RunAsync("sh", ["-c", command], environment);
        return taken.Wall;
    }
}
