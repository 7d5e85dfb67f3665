namespace EksConnector.Core.Logs;

/// <summary>A source that is being read.</summary>
/// <param name="Source">The source.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Task">Reads it; it does not fail, what fails is in the output.</param>
internal sealed record LogReading(LogSource Source, LogOutput Output, Task Task);
