namespace EksConnector.Benchmarks;

/// <summary>The duration of one run.</summary>
/// <param name="Wall">The elapsed time, in milliseconds.</param>
/// <param name="Processor">The processor time, in milliseconds, which other work on the machine affects less; null if it is not known.</param>
internal sealed record Measurement(double Wall, double? Processor);
