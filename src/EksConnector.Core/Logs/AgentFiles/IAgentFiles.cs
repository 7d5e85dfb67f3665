namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Receives the data of the agent's log files.</summary>
internal interface IAgentFiles
{
    /// <summary>Whether no more data is needed.</summary>
    bool IsFull { get; }

    /// <summary>Starts the data of a file.</summary>
    /// <param name="position">The start position in the file.</param>
    /// <param name="name">The name of the file; empty if it is not known.</param>
    void Begin(AgentFilePosition position, string name);

    /// <summary>Receives bytes of the current file.</summary>
    /// <param name="bytes">The bytes, which are valid only during the call.</param>
    void Bytes(ReadOnlySpan<byte> bytes);

    /// <summary>Marks a file as deleted.</summary>
    /// <param name="inode">The inode of the file.</param>
    void Deleted(string inode);

    /// <summary>Completes a pass over all files.</summary>
    void CompletePass();

    /// <summary>Returns the results since the last call.</summary>
    IReadOnlyList<object> Take();
}
