namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>How far an agent's log has been read.</summary>
/// <param name="Parts">The places at which it stands.</param>
/// <param name="Seen">What has been given.</param>
internal sealed record AgentLogEnd(IReadOnlyList<AgentPart> Parts, SeenEntries Seen);
