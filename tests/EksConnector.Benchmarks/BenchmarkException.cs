namespace EksConnector.Benchmarks;

/// <summary>There is nothing to measure, or what was measured is not what was meant.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class BenchmarkException(string message) : Exception(message);
