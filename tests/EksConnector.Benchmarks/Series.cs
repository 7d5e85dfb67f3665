namespace EksConnector.Benchmarks;

/// <summary>The measurements of one operation.</summary>
/// <param name="name">The name.</param>
internal sealed class Series(string name)
{
    private readonly List<Measurement> _runs = [];

    public string Name { get; } = name;

    /// <summary>The median of the elapsed time, in milliseconds.</summary>
    public double Wall => Median(_runs.Select(run => run.Wall));

    /// <summary>The median of the processor time, in milliseconds; null if it is not known.</summary>
    public double? Processor => _runs.TrueForAll(run => run.Processor is not null) ? Median(_runs.Select(run => run.Processor!.Value)) : null;

    /// <summary>The shortest elapsed time, in milliseconds, which other work on the machine affects least.</summary>
    public double Fastest => _runs.Min(run => run.Wall);

    public void Add(Measurement run) => _runs.Add(run);

    /// <summary>Adds a run if it counts.</summary>
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
