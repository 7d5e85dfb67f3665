namespace EksConnector.Core.Logs;

/// <summary>The read of a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Output">The output of the source.</param>
/// <param name="Task">The task that reads the source. It does not fail; failures are in the output.</param>
internal sealed record LogReading(LogSource Source, LogOutput Output, Task Task);
