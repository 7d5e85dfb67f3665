namespace EksConnector.Benchmarks;

/// <summary>The command line is not understood.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class UsageException(string message) : Exception(message);
