using System.Globalization;
using System.Text.RegularExpressions;

namespace EksConnector.Benchmarks;

/// <summary>Compares the status of one cluster, warm and cold, with kubectl in interleaved runs.</summary>
internal static partial class StatusBenchmark
{
    private const double WarmBound = 0.045;
    private const double WarmTarget = 0.03;
    private const double ColdBound = 3.0;
    private const double ColdTarget = 2.5;
    private const string UnknownContext = "no-such-context-of-any-kubeconfig";

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int runs = arguments.Number("runs", 9);
        string @namespace = arguments.Text("namespace") ?? "eks-connector";
        string module = arguments.Text("module") ?? Repository.Module;
        string kubeConfig = arguments.Text("kubeconfig") ?? Environment.GetEnvironmentVariable("KUBECONFIG")
            ?? throw new UsageException("Specify --kubeconfig, or set KUBECONFIG.");
        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = Path.GetFullPath(kubeConfig) };
        string command = @namespace == "eks-connector" ? "Get-EksConnectorStatus" : $"Get-EksConnectorStatus -Namespace '{@namespace}'";

        Load.Print("start");
        var kubectl = new Series($"`kubectl get pods -n {@namespace}`");
        var subjects = new List<Subject>();
        try
        {
            foreach ((string path, string version) in await PowerShells.FindAsync())
            {
                subjects.Add(await Subject.StartAsync(path, version, module, command, environment));
            }

            // The first round fills the file cache and is not counted.
            for (int run = 0; run <= runs; run++)
            {
                (Measurement taken, string output) = await ChildProcess.RunAsync("kubectl", ["get", "pods", "-n", @namespace], environment);
                RequireHealthy(output);
                if (run > 0)
                {
                    kubectl.Add(taken);
                }

                foreach (Subject subject in subjects)
                {
                    await subject.RunAsync(isCounted: run > 0);
                }
            }
        }
        finally
        {
            subjects.ForEach(subject => subject.Dispose());
        }

        Load.Print("end");
        return Report(kubectl, subjects, runs);
    }

    private static void RequireHealthy(string output)
    {
        if (Regex.Count(output, @"\s2/2\s+Running\s", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) != 2)
        {
            throw new BenchmarkException($"The connector is not healthy, or it changed during the run:\n{output}");
        }
    }

    private static int Report(Series kubectl, List<Subject> subjects, int runs)
    {
        var bounds = new Bounds();
        var table = new Table("operation", "wall ÷ kubectl", "CPU ÷ kubectl", "wall ms", "fastest ms", "CPU ms");
        Add(table, kubectl, kubectl);
        foreach (Subject subject in subjects)
        {
            foreach (Series series in subject.All)
            {
                Add(table, series, kubectl);
            }

            bounds.Check($"{subject.Version}: warm call ÷ kubectl", subject.Warm.Wall / kubectl.Wall, WarmBound);
            bounds.Check($"{subject.Version}: warm call ÷ kubectl, target", subject.Warm.Wall / kubectl.Wall, WarmTarget, isTarget: true);
            double cold = (subject.Cold.Wall - subject.Bare.Wall) / kubectl.Wall;
            bounds.Check($"{subject.Version}: (cold − bare) ÷ kubectl", cold, ColdBound);
            bounds.Check($"{subject.Version}: (cold − bare) ÷ kubectl, target", cold, ColdTarget, isTarget: true);
        }

        table.Print($"One cluster, medians of {runs} interleaved runs");
        foreach (Subject subject in subjects)
        {
            subject.PrintColdParts(kubectl);
        }

        return bounds.PrintAndGetExitCode();
    }

    private static void Add(Table table, Series series, Series kubectl) => table.Add(
        series.Name,
        Table.Ratio(series.Wall / kubectl.Wall),
        Table.Ratio(series.Processor / kubectl.Processor),
        Table.Milliseconds(series.Wall),
        Table.Milliseconds(series.Fastest),
        Table.Milliseconds(series.Processor));

    [GeneratedRegex(@" (?<time>[0-9]+) ms\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestTime();

    /// <summary>A PowerShell, and its measurements.</summary>
    private sealed class Subject : IDisposable
    {
        private readonly string _path;
        private readonly string _import;
        private readonly string _command;
        private readonly IReadOnlyDictionary<string, string> _environment;
        private readonly PwshSession _session;
        private readonly Series _warmText;
        private readonly Series _importOnly;
        private readonly Series _kubeConfigOnly;
        private readonly Series _coldWithoutText;
        private readonly Series _requests = new("requests");

        private Subject(
            string path, string version, string module, string command, IReadOnlyDictionary<string, string> environment, PwshSession session)
        {
            _path = path;
            _import = $"Import-Module '{module}'";
            _command = command;
            _environment = environment;
            _session = session;
            Version = version;
            Warm = new Series($"{version}: warm `{command} \\| Out-Null`");
            _warmText = new Series($"{version}: warm `{command} \\| Out-String`");
            Bare = new Series($"{version}: `pwsh -NoProfile -Command 1`");
            _importOnly = new Series($"{version}: … `Import-Module`");
            _kubeConfigOnly = new Series($"{version}: … `Import-Module`, and a context that is not in the kubeconfig");
            _coldWithoutText = new Series($"{version}: … `Import-Module; {command} \\| Out-Null`");
            Cold = new Series($"{version}: … `Import-Module; {command}`");
        }

        public string Version { get; }

        public Series Warm { get; }

        public Series Bare { get; }

        public Series Cold { get; }

        public IEnumerable<Series> All => [Warm, _warmText, Bare, _importOnly, _kubeConfigOnly, _coldWithoutText, Cold];

        public static async Task<Subject> StartAsync(
            string path, string version, string module, string command, IReadOnlyDictionary<string, string> environment) =>
            new(path, version, module, command, environment, await PwshSession.StartAsync(path, module, environment));

        public async Task RunAsync(bool isCounted)
        {
            double[] ready = await _session.RunAsync($"@({_command} | Where-Object IsReady).Count");
            if (ready is not [2])
            {
                throw new BenchmarkException("The module does not report two ready Pods.");
            }

            Add(Warm, await _session.MeasureAsync($"{_command} | Out-Null"));
            Add(_warmText, await _session.MeasureAsync($"{_command} | Out-String | Out-Null"));
            Add(Bare, await PwshAsync("1"));
            Add(_importOnly, await PwshAsync(_import));
            Add(_kubeConfigOnly, await PwshAsync($"{_import}; {_command} -Context {UnknownContext} -ErrorAction Ignore; exit 0"));
            Add(_coldWithoutText, await PwshAsync($"{_import}; {_command} | Out-Null"));
            Add(Cold, await PwshAsync($"{_import}; {_command}"));
            (_, string verbose) = await ChildProcess.RunAsync(
                _path, ["-NoProfile", "-Command", $"{_import}; {_command} -Verbose 4>&1 | ForEach-Object ToString"], _environment);

            // The requests run in parallel, so the call waits for the longer one.
            Add(_requests, new Measurement(
                RequestTime().Matches(verbose).Max(match => double.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture)), null));

            void Add(Series series, Measurement run)
            {
                if (isCounted)
                {
                    series.Add(run);
                }
            }
        }

        public void PrintColdParts(Series kubectl)
        {
            var table = new Table("part of the cold call", "÷ kubectl", "wall ms");
            Part("import of the module", _importOnly.Wall - Bare.Wall);
            Part("loading the adapter, reading the kubeconfig (and reporting the unknown context)", _kubeConfigOnly.Wall - _importOnly.Wall);
            Part("TCP, TLS, and HTTP until the response headers", _requests.Wall);
            Part("other: JSON, rows", _coldWithoutText.Wall - _kubeConfigOnly.Wall - _requests.Wall);
            Part("formatting as text", Cold.Wall - _coldWithoutText.Wall);
            Part("sum: cold − bare", Cold.Wall - Bare.Wall);
            table.Print($"{Version}: parts of a cold call");

            void Part(string name, double wall) => table.Add(name, Table.Ratio(wall / kubectl.Wall), Table.Milliseconds(wall));
        }

        public void Dispose() => _session.Dispose();

        private async Task<Measurement> PwshAsync(string command) =>
            (await ChildProcess.RunAsync(_path, ["-NoProfile", "-Command", command], _environment)).Measurement;
    }
}
