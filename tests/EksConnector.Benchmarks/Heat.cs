namespace EksConnector.Benchmarks;

/// <summary>One thing that kubectl does, and the module's ways to the same.</summary>
/// <param name="name">What kubectl does.</param>
/// <param name="run">Runs it once.</param>
/// <param name="by">What kubectl's part is called in a bound.</param>
internal sealed class Heat(string name, Func<Task<Measurement>> run, string by)
{
    private readonly List<Entrant> _entrants = [];

    public string By => by;

    public Series Baseline { get; } = new(name);

    public IReadOnlyList<Entrant> Entrants => _entrants;

    public Task<Measurement> RunBaselineAsync() => run();

    /// <summary>Adds a way of the module's.</summary>
    public Heat Beside(Entrant entrant)
    {
        _entrants.Add(entrant);
        return this;
    }
}
