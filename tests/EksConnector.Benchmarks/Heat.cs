namespace EksConnector.Benchmarks;

/// <summary>A baseline, and the pipelines of the module that are compared with it.</summary>
/// <param name="name">The name of the baseline.</param>
/// <param name="run">Runs the baseline once.</param>
/// <param name="baselineName">The name of the baseline in the table of limits.</param>
internal sealed class Heat(string name, Func<Task<Measurement>> run, string baselineName)
{
    private readonly List<Entrant> _entrants = [];

    public string BaselineName => baselineName;

    public Series Baseline { get; } = new(name);

    public IReadOnlyList<Entrant> Entrants => _entrants;

    public Task<Measurement> RunBaselineAsync() => run();

    /// <summary>Adds a pipeline of the module.</summary>
    public Heat CompareWith(Entrant entrant)
    {
        _entrants.Add(entrant);
        return this;
    }
}
