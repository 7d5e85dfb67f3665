namespace EksConnector.Benchmarks;

/// <summary>The command line is not valid.</summary>
/// <param name="message">The error message.</param>
internal sealed class UsageException(string message) : Exception(message);
