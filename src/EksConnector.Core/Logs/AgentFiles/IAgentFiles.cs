namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Takes what is read of the agent's log files.</summary>
internal interface IAgentFiles
{
    /// <summary>Whether it wants no more.</summary>
    bool IsFull { get; }

    /// <summary>Says of which file the bytes are that come next.</summary>
    /// <param name="position">Which file, and from where on.</param>
    /// <param name="name">What it is called; empty where nothing says so.</param>
    void Begin(AgentFilePosition position, string name);

    /// <summary>Takes bytes of the file that was begun.</summary>
    /// <param name="bytes">The bytes; they are not kept.</param>
    void Bytes(ReadOnlySpan<byte> bytes);

    /// <summary>Says that a file is no longer there.</summary>
    /// <param name="inode">Which file.</param>
    void Gone(string inode);

    /// <summary>Says that all files have been looked at.</summary>
    void EndTurn();

    /// <summary>Gives the results so far, each once.</summary>
    IReadOnlyList<object> Take();
}
