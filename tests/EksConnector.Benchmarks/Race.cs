namespace EksConnector.Benchmarks;

/// <summary>
/// Baselines, such as kubectl commands, and for each of them pipelines of the module in open PowerShell sessions, all measured in
/// interleaved runs: A B C … A B C ….
/// </summary>
internal sealed class Race : IDisposable
{
    private readonly List<(string Version, PwshSession Session)> _shells = [];
    private readonly List<Heat> _heats = [];

    private Race()
    {
    }

    /// <summary>Starts a session of each PowerShell.</summary>
    /// <param name="module">The folder of the module.</param>
    /// <param name="environment">Additional environment variables for the sessions.</param>
    public static async Task<Race> StartAsync(string module, IReadOnlyDictionary<string, string> environment)
    {
        var race = new Race();
        try
        {
            foreach ((string path, string version) in await PowerShells.FindAsync())
            {
                race._shells.Add((version, await PwshSession.StartAsync(path, module, environment)));
            }

            return race;
        }
        catch
        {
            race.Dispose();
            throw;
        }
    }

    /// <summary>Adds a baseline.</summary>
    /// <param name="name">The name of the baseline.</param>
    /// <param name="run">Runs the baseline once.</param>
    /// <param name="baselineName">The name of the baseline in the table of limits.</param>
    public Heat Add(string name, Func<Task<Measurement>> run, string baselineName = "kubectl")
    {
        var heat = new Heat(name, run, baselineName);
        _heats.Add(heat);
        return heat;
    }

    /// <summary>Runs everything. The first round verifies the results and compiles the code, and is not counted.</summary>
    /// <param name="runs">The number of rounds that are counted.</param>
    public async Task RunAsync(int runs)
    {
        for (int run = 0; run <= runs; run++)
        {
            foreach (Heat heat in _heats)
            {
                heat.Baseline.AddIf(run > 0, await heat.RunBaselineAsync());
                foreach ((string version, PwshSession session) in _shells)
                {
                    foreach (Entrant entrant in heat.Entrants)
                    {
                        if (run == 0)
                        {
                            await entrant.CheckAsync(session);
                        }

                        await entrant.RunAsync(version, session, isCounted: run > 0);
                    }
                }
            }
        }
    }

    /// <summary>Prints the measurements, and checks the limits.</summary>
    /// <param name="title">The title of the table.</param>
    /// <param name="bounds">The limits to which those of the pipelines are added.</param>
    public void Report(string title, Bounds bounds)
    {
        var table = new Table("operation", "wall ÷ baseline", "CPU ÷ baseline", "wall ms", "fastest ms", "CPU ms");
        foreach (Heat heat in _heats)
        {
            Series baseline = heat.Baseline;
            Add(baseline, baseline);
            foreach ((string version, _) in _shells)
            {
                foreach (Entrant entrant in heat.Entrants)
                {
                    Series series = entrant.Of(version);
                    Add(series, baseline);
                    double ratio = series.Wall / baseline.Wall;
                    if (entrant.Bound is { } bound)
                    {
                        bounds.Check($"{version}: {entrant.Name} ÷ {heat.BaselineName}", ratio, bound);
                    }

                    if (entrant.Target is { } target)
                    {
                        bounds.Check($"{version}: {entrant.Name} ÷ {heat.BaselineName}, target", ratio, target, isTarget: true);
                    }
                }
            }
        }

        table.Print(title);

        void Add(Series series, Series baseline) => table.Add(
            series.Name,
            Table.Ratio(series.Wall / baseline.Wall),
            Table.Ratio(series.Processor / baseline.Processor),
            Table.Milliseconds(series.Wall),
            Table.Milliseconds(series.Fastest),
            Table.Milliseconds(series.Processor));
    }

    public void Dispose() => _shells.ForEach(shell => shell.Session.Dispose());
}
