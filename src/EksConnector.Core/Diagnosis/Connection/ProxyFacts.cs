using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Connection;

/// <summary>What the end of one connector-proxy's log says.</summary>
internal sealed record ProxyFacts
{
    /// <summary>The pod.</summary>
    public required string Pod { get; init; }

    /// <summary>How the container runs.</summary>
    public required ContainerRun Run { get; init; }

    /// <summary>Why the log could not be read; null where it could.</summary>
    public Unread? Unread { get; init; }

    /// <summary>The time of the last line (UTC); null where no line has a time.</summary>
    public DateTime? LastLine { get; init; }

    /// <summary>When it said that it listens (UTC), where that is among what was read.</summary>
    public DateTime? Listening { get; init; }

    /// <summary>When it last saved the agent's key, or saw that it is saved (UTC), where that is among what was read.</summary>
    public DateTime? KeySaved { get; init; }

    /// <summary>What went wrong since it last went well.</summary>
    public IReadOnlyList<LoggedFault> Faults { get; init; } = [];

    /// <summary>The error with which the last run ended, where the container ends again and again: redacted, and in one line.</summary>
    public string? Fatal { get; init; }
}
