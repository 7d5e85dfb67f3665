using System.Globalization;

namespace EksConnector.Benchmarks;

/// <summary>A pipeline of the module that is measured in a session and compared with a baseline.</summary>
internal sealed class Entrant
{
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);

    /// <summary>The name in the table of limits.</summary>
    public required string Name { get; init; }

    /// <summary>The pipeline to measure, without the command that consumes its output.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The pipeline to display if it differs, such as with a shortened path.</summary>
    public string? DisplayedPipeline { get; init; }

    /// <summary>The command that consumes the output of the pipeline.</summary>
    public string Sink { get; init; } = "Out-Null";

    /// <summary>
    /// The code to run before each measurement, so that the session and its connections are warm and the state is the same.
    /// </summary>
    public required string Setup { get; init; }

    /// <summary>The code to run after each measurement to clean up; null for none.</summary>
    public string? Cleanup { get; init; }

    /// <summary>An expression that returns a number to verify the result of the pipeline. It is run once for each session.</summary>
    public required string Check { get; init; }

    /// <summary>The minimum result of the check.</summary>
    public required double Minimum { get; init; }

    /// <summary>The maximum result of the check.</summary>
    public required double Maximum { get; init; }

    /// <summary>The maximum ratio to the time of the baseline; null for no limit.</summary>
    public double? Bound { get; init; }

    /// <summary>The target for the ratio; null for none.</summary>
    public double? Target { get; init; }

    public Series Of(string version) => _series[version];

    public async Task CheckAsync(PwshSession session)
    {
        double[] numbers = await session.RunAsync(Check);
        if (numbers is not [var number] || number < Minimum || number > Maximum)
        {
            throw new BenchmarkException(string.Create(
                CultureInfo.InvariantCulture, $"{Check}\nreturned {string.Join(' ', numbers)}, which is not between {Minimum} and {Maximum}."));
        }
    }

    public async Task RunAsync(string version, PwshSession session, bool isCounted)
    {
        await session.RunAsync(Setup);
        Measurement taken = await session.MeasureAsync($"{Pipeline} | {Sink}");
        if (Cleanup is not null)
        {
            await session.RunAsync(Cleanup);
        }

        if (!_series.TryGetValue(version, out Series? series))
        {
            _series[version] = series = new Series($"{version}: `{DisplayedPipeline ?? Pipeline} | {Sink}`".Replace("|", "\\|", StringComparison.Ordinal));
        }

        series.AddIf(isCounted, taken);
    }
}
