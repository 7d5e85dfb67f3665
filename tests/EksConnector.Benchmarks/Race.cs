namespace EksConnector.Benchmarks;

/// <summary>
/// kubectl's ways to something, and beside each the module's within PowerShells that stay, all in one interleaved run: A B C … A B C ….
/// </summary>
internal sealed class Race : IDisposable
{
    private readonly List<(string Version, PwshSession Session)> _shells = [];
    private readonly List<Heat> _heats = [];

    private Race()
    {
    }

    /// <summary>Starts every PowerShell that there is.</summary>
    /// <param name="module">The module's folder.</param>
    /// <param name="environment">More environment variables for the sessions.</param>
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

    /// <summary>Adds what the next entrants are compared with.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="run">Runs it once.</param>
    /// <param name="by">What it is called in a bound.</param>
    public Heat Add(string name, Func<Task<Measurement>> run, string by = "kubectl")
    {
        var heat = new Heat(name, run, by);
        _heats.Add(heat);
        return heat;
    }

    /// <summary>Runs all of them; a first round checks the entrants' results, compiles their code and is not counted.</summary>
    /// <param name="runs">How many rounds are counted.</param>
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

    /// <summary>Prints what it took, and checks the bounds.</summary>
    /// <param name="title">The table's title.</param>
    /// <param name="bounds">Gets the bounds.</param>
    public void Report(string title, Bounds bounds)
    {
        var table = new Table("what", "wall ÷ baseline", "CPU ÷ baseline", "wall ms", "fastest ms", "CPU ms");
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
                        bounds.Check($"{version}: {entrant.What} ÷ {heat.By}", ratio, bound);
                    }

                    if (entrant.Wish is { } wish)
                    {
                        bounds.Check($"{version}: {entrant.What} ÷ {heat.By}, as wanted", ratio, wish, isWish: true);
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
