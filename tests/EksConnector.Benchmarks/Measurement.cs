namespace EksConnector.Benchmarks;

/// <summary>What one run of something took.</summary>
/// <param name="Wall">Milliseconds by the clock.</param>
/// <param name="Processor">Milliseconds of all processors together, which other work on the machine disturbs less; null where it is not known.</param>
internal sealed record Measurement(double Wall, double? Processor);
