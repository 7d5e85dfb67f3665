namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>The position up to which a log file of the agent has been read.</summary>
/// <param name="Inode">The inode of the file, which does not change when the file is renamed.</param>
/// <param name="Offset">The offset in bytes.</param>
internal sealed record AgentFilePosition(string Inode, long Offset);
