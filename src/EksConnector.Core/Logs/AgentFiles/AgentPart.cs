using EksConnector.Core.Logs.Consumers;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>The read of one location of an agent's log.</summary>
/// <param name="Place">The location.</param>
/// <param name="Consumer">The consumer that creates the entries.</param>
internal sealed record AgentPart(AgentLogLocation Place, EntryConsumer Consumer)
{
    /// <summary>The output.</summary>
    public LogOutput Output { get; } = new();

    /// <summary>The task that reads the location. It does not fail; failures are in the output.</summary>
    public Task Task { get; set; } = Task.CompletedTask;

    /// <summary>Whether the location has, or may have, earlier entries.</summary>
    public bool IsCut { get; set; }

    /// <summary>The positions up to which the files have been read, newest last; empty if there are no files.</summary>
    public List<AgentFilePosition> Positions { get; } = [];

    /// <summary>Whether an entry of the location was returned.</summary>
    public bool HasBegun { get; set; }
}
