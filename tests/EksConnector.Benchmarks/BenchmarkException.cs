namespace EksConnector.Benchmarks;

/// <summary>A benchmark cannot be measured, or it measured something unexpected.</summary>
/// <param name="message">The error message.</param>
internal sealed class BenchmarkException(string message) : Exception(message);
