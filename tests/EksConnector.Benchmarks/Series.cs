namespace EksConnector.Benchmarks;

/// <summary>The runs of one thing.</summary>
/// <param name="name">What it is.</param>
internal sealed class Series(string name)
{
    private readonly List<Measurement> _runs = [];

    public string Name { get; } = name;

    /// <summary>The median by the clock, in milliseconds.</summary>
    public double Wall => Median(_runs.Select(run => run.Wall));

    /// <summary>The median of processor time, in milliseconds; null where it is not known.</summary>
    public double? Processor => _runs.TrueForAll(run => run.Processor is not null) ? Median(_runs.Select(run => run.Processor!.Value)) : null;

    /// <summary>The fastest run by the clock: what the machine can do when nothing else runs.</summary>
    public double Fastest => _runs.Min(run => run.Wall);

    public void Add(Measurement run) => _runs.Add(run);

    /// <summary>Adds a run, but for one that is not to be counted.</summary>
    public void AddIf(bool isCounted, Measurement run)
    {
        if (isCounted)
        {
            Add(run);
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
