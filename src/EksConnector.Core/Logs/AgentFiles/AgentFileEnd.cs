namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>The end of a log file of the agent.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="IsCut">Whether the file has earlier entries.</param>
/// <param name="Entries">The entries in the order of the file.</param>
internal sealed record AgentFileEnd(string Name, bool IsCut, IReadOnlyList<LogEntry> Entries);
