namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>The end of one of the agent's log files.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="IsCut">Whether there is more before it.</param>
/// <param name="Entries">Its entries, in the order of the file.</param>
internal sealed record AgentFileEnd(string Name, bool IsCut, IReadOnlyList<LogEntry> Entries);
