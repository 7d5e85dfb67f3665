using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>What the module does within a session, beside something that kubectl does.</summary>
internal sealed class Entrant
{
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);

    /// <summary>What it is, in a table of bounds.</summary>
    public required string What { get; init; }

    /// <summary>The pipeline that is measured, without its end.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The pipeline as it is printed, where it has something that nobody wants to read.</summary>
    public string? Shown { get; init; }

    /// <summary>What consumes the pipeline's output.</summary>
    public string End { get; init; } = "Out-Null";

    /// <summary>
    /// What is run before each measurement, so that the session and its connections are warm, and every call finds the same.
    /// </summary>
    public required string Before { get; init; }

    /// <summary>What is run after each measurement, so that nothing of it stays; null for nothing.</summary>
    public string? After { get; init; }

    /// <summary>An expression that gives one number, which shows that the pipeline does what is meant; it is run once for each session.</summary>
    public required string Check { get; init; }

    /// <summary>The least that the check may give.</summary>
    public required double Least { get; init; }

    /// <summary>The most that the check may give.</summary>
    public required double Most { get; init; }

    /// <summary>How many times kubectl's time it may take; null where nothing is promised.</summary>
    public double? Bound { get; init; }

    /// <summary>What is wanted beyond the bound; null where nothing is.</summary>
    public double? Wish { get; init; }

    public Series Of(string version) => _series[version];

    public async Task CheckAsync(PwshSession session)
    {
        double[] numbers = await session.RunAsync(Check);
        if (numbers is not [var number] || number < Least || number > Most)
        {
            throw new BenchmarkException(string.Create(
                CultureInfo.InvariantCulture, $"{Check}\ngave {string.Join(' ', numbers)}, which is not between {Least} and {Most}."));
        }
    }

    public async Task RunAsync(string version, PwshSession session, bool isCounted)
    {
        await session.RunAsync(Before);
        Measurement taken = await session.MeasureAsync($"{Pipeline} | {End}");
        if (After is not null)
        {
            await session.RunAsync(After);
        }

        if (!_series.TryGetValue(version, out Series? series))
        {
            _series[version] = series = new Series($"{version}: `{Shown ?? Pipeline} | {End}`".Replace("|", "\\|", StringComparison.Ordinal));
        }

        series.AddIf(isCounted, taken);
    }
}
