namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>How far the agent's log files have been read.</summary>
/// <param name="Inode">Which file, whatever it is called by now.</param>
/// <param name="Offset">How many bytes of it.</param>
internal sealed record AgentFilePosition(string Inode, long Offset);
