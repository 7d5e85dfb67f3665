namespace EksConnector.Benchmarks;

/// <summary>Compares two builds of the module, before and after a change, in interleaved runs.</summary>
internal static class CompareBenchmark
{
    private const int WarmStatusCalls = 20;
    private const int WarmDiagnosisCalls = 5;

    // A session recompiles frequently called code in several steps, so these rounds are not counted.
    private const int WarmUpRounds = 10;
    private const int Latency = 25;
    private const string FirstCluster = "Get-EksConnectorStatus fleet-0001 | Out-Null";

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int runs = arguments.Number("runs", 9);
        int clusters = arguments.Number("clusters", 200);
        string @namespace = arguments.Text("namespace") ?? "eks-connector";
        string before = Path.GetFullPath(arguments.Text("before") ?? throw new UsageException("Specify --before, the folder of the module before the change."));
        string after = Path.GetFullPath(arguments.Text("module") ?? Repository.Module);
        string kubeConfig = arguments.Text("kubeconfig") ?? Environment.GetEnvironmentVariable("KUBECONFIG")
            ?? throw new UsageException("Specify --kubeconfig, or set KUBECONFIG.");
        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = Path.GetFullPath(kubeConfig) };
        string status = $"Get-EksConnectorStatus -Namespace {@namespace}";
        string diagnosis = $"Test-EksConnector -Namespace {@namespace} -SkipAws";

        Load.Print("start");
        var bounds = new Bounds();
        var table = new Table("operation", "wall: after ÷ before", "CPU: after ÷ before", "wall ms, before", "after", "CPU ms, before", "after");
        foreach ((string pwsh, string version) in await PowerShells.FindAsync())
        {
            await ColdAsync(status, 1.10);
            await ColdAsync(diagnosis, 1.05);
            await WarmAsync(status, WarmStatusCalls, 1.05);
            await WarmAsync(diagnosis, WarmDiagnosisCalls, 1.05);
            using FakeProcess fake = await FakeProcess.StartAsync(clusters, Latency);
            await FleetAsync(new Dictionary<string, string> { ["KUBECONFIG"] = fake.KubeConfig });

            async Task ColdAsync(string command, double bound)
            {
                var pair = new Pair($"{version}: cold `{command}`");
                await pair.RunAsync(
                    1,
                    runs,
                    async module => (await ChildProcess.RunAsync(pwsh, ["-NoProfile", "-Command", $"Import-Module '{module}'; {command}"], environment)).Measurement,
                    before,
                    after);
                pair.Report(table, bounds, bound);
            }

            // Each measurement consists of many calls, because the system counts processor time in hundredths of a second.
            async Task WarmAsync(string command, int calls, double bound)
            {
                using PwshSession old = await PwshSession.StartAsync(pwsh, before, environment);
                using PwshSession @new = await PwshSession.StartAsync(pwsh, after, environment);
                var pair = new Pair($"{version}: warm `{command}`, {calls} times");
                await pair.RunAsync(WarmUpRounds, runs, session => session.MeasureAsync($"for ($i = 0; $i -lt {calls}; $i++) {{ {command} | Out-Null }}"), old, @new);
                pair.Report(table, bounds, bound);
            }

            async Task FleetAsync(IReadOnlyDictionary<string, string> fleet)
            {
                using PwshSession old = await PwshSession.StartAsync(pwsh, before, fleet);
                using PwshSession @new = await PwshSession.StartAsync(pwsh, after, fleet);
                var pair = new Pair($"{version}: {clusters} clusters, all connections new");
                await pair.RunAsync(2, runs, MeasureFleetAsync, (old, before), (@new, after));
                pair.Report(table, bounds, 1.05);
                double memory = await PeakAsync(@new) / await PeakAsync(old);
                bounds.Check($"{version}: {clusters} clusters, peak working set, after ÷ before", memory, 1.25);
            }
        }

        Load.Print("end");
        table.Print($"Before and after, medians of {runs} interleaved runs");
        return bounds.PrintAndGetExitCode();

        async Task<Measurement> MeasureFleetAsync((PwshSession Session, string Module) subject)
        {
            await subject.Session.RunAsync(FirstCluster);
            Measurement taken = await subject.Session.MeasureAsync("$rows = Get-EksConnectorStatus 'fleet-*'");
            double[] contexts = await subject.Session.RunAsync("@($rows.Context | Sort-Object -Unique).Count; Remove-Variable rows");
            if (contexts is not [var count] || (int)count != clusters)
            {
                throw new BenchmarkException($"{contexts.FirstOrDefault()} of {clusters} clusters responded.");
            }

            await subject.Session.RunAsync($"Remove-Module EksConnector; Import-Module '{subject.Module}'");
            return taken;
        }
    }

    private static async Task<double> PeakAsync(PwshSession session) => (await session.RunAsync("(Get-Process -Id $PID).PeakWorkingSet64"))[0];

    /// <summary>An operation that is measured with both builds.</summary>
    private sealed class Pair(string name)
    {
        private readonly Series _before = new(name);
        private readonly Series _after = new(name);

        /// <summary>Runs both builds alternately, with each one first in half of the rounds. The first rounds are not counted.</summary>
        public async Task RunAsync<T>(int uncounted, int runs, Func<T, Task<Measurement>> run, T before, T after)
        {
            for (int i = 0; i < uncounted + runs; i++)
            {
                if (i % 2 == 0)
                {
                    _before.AddIf(i >= uncounted, await run(before));
                }

                _after.AddIf(i >= uncounted, await run(after));
                if (i % 2 == 1)
                {
                    _before.AddIf(i >= uncounted, await run(before));
                }
            }
        }

        public void Report(Table table, Bounds bounds, double bound)
        {
            double wall = _after.Wall / _before.Wall;
            double? processor = _after.Processor / _before.Processor;
            table.Add(
                name,
                Table.Ratio(wall),
                Table.Ratio(processor),
                Table.Milliseconds(_before.Wall),
                Table.Milliseconds(_after.Wall),
                Table.Milliseconds(_before.Processor),
                Table.Milliseconds(_after.Processor));
            bounds.Check($"{name}, wall, after ÷ before", wall, bound);
            if (processor is { } ratio)
            {
                bounds.Check($"{name}, CPU, after ÷ before", ratio, bound);
            }
        }
    }
}
