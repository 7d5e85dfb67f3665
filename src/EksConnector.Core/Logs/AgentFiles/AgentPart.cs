using EksConnector.Core.Logs.Consumers;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>One of the places at which an agent's log stands, while it is read.</summary>
/// <param name="Place">Which place.</param>
/// <param name="Consumer">Makes the entries.</param>
internal sealed record AgentPart(AgentPlace Place, EntryConsumer Consumer)
{
    /// <summary>What it gives.</summary>
    public LogOutput Output { get; } = new();

    /// <summary>Reads it; it does not fail, what fails is in the output.</summary>
    public Task Task { get; set; } = Task.CompletedTask;

    /// <summary>Whether there is, or may be, more before what is read.</summary>
    public bool IsCut { get; set; }

    /// <summary>How far its files have been read, the newest last; empty where it has none.</summary>
    public List<AgentFilePosition> Positions { get; } = [];

    /// <summary>Whether an entry of it was given.</summary>
    public bool HasBegun { get; set; }
}
