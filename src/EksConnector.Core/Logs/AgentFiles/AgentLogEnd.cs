namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>The position up to which the log of an agent has been read.</summary>
/// <param name="Parts">The parts of the log.</param>
/// <param name="Seen">The entries that have been returned.</param>
internal sealed record AgentLogEnd(IReadOnlyList<AgentPart> Parts, ReturnedEntries Seen);
