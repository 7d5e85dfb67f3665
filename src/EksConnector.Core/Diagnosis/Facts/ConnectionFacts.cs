using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>What the logs of connector-agent and connector-proxy say.</summary>
internal sealed record ConnectionFacts
{
    /// <summary>Each pod in which connector-agent runs, or ran.</summary>
    public IReadOnlyList<AgentFacts> Agents { get; init; } = [];

    /// <summary>Each pod in which connector-proxy runs, or ran.</summary>
    public IReadOnlyList<ProxyFacts> Proxies { get; init; } = [];
}

/// <summary>What the end of one connector-agent's log says of its connection.</summary>
internal sealed record AgentFacts
{
    /// <summary>The pod.</summary>
    public required string Pod { get; init; }

    /// <summary>How the container runs.</summary>
    public required ContainerRun Run { get; init; }

    /// <summary>Why nothing of the log could be read; null where something could.</summary>
    public Unread? Unread { get; init; }

    /// <summary>
    /// Why the log files were not read, so that the lines of the agent's worker, which holds the connection, are missing; null where
    /// they were read.
    /// </summary>
    public Unread? FilesUnread { get; init; }

    /// <summary>The time of the first line that was read (UTC); null where no line has a time.</summary>
    public DateTime? FirstLine { get; init; }

    /// <summary>The time of the last line (UTC); null where no line has a time.</summary>
    public DateTime? LastLine { get; init; }

    /// <summary>When the agent started (UTC), where that is among what was read.</summary>
    public DateTime? Started { get; init; }

    /// <summary>When it last connected since it started (UTC); null where what was read does not say.</summary>
    public DateTime? LastConnected { get; init; }

    /// <summary>When it began to ask for credentials since it started (UTC); null where what was read does not say.</summary>
    public DateTime? AskedForCredentials { get; init; }

    /// <summary>When it last had credentials since it started (UTC); null where what was read does not say.</summary>
    public DateTime? LastCredentials { get; init; }

    /// <summary>When it lost the connection (UTC), by the first sign of it, where it did not connect again; null where it did.</summary>
    public DateTime? LastLost { get; init; }

    /// <summary>When it connected again after it had been connected before (UTC), the last hundred times.</summary>
    public IReadOnlyList<DateTime> Reconnects { get; init; } = [];

    /// <summary>What went wrong since it last went well.</summary>
    public IReadOnlyList<LoggedFault> Faults { get; init; } = [];

    /// <summary>The error with which the last run ended, where the container ends again and again: redacted, and in one line.</summary>
    public string? Fatal { get; init; }

    /// <summary>The instance as which it connects; null where what was read does not say.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The region that it connects to; null where what was read does not say.</summary>
    public string? Region { get; init; }

    /// <summary>The version that it calls itself; null where what was read does not say.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the log says that it is connected; null where it does not say. A fault of the key's rotation cuts no connection.</summary>
    public bool? IsConnected
    {
        get
        {
            if (!Run.IsRunning || LastLost is not null || Faults.Any(fault => fault.Code != FindingCodes.KeyRotationFailed))
            {
                return false;
            }

            return LastConnected is null ? null : true;
        }
    }
}

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

/// <summary>How a container runs whose log was read.</summary>
internal sealed record ContainerRun
{
    /// <summary>The pod.</summary>
    public required string Pod { get; init; }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Whether it ends again and again.</summary>
    public bool IsFailing { get; init; }

    /// <summary>How often it was restarted.</summary>
    public int Restarts { get; init; }

    /// <summary>Since when it runs (UTC); null where it does not.</summary>
    public DateTime? StartedAt { get; init; }
}

/// <summary>Something that a log says again and again, or said once, since it last went well.</summary>
internal sealed record LoggedFault
{
    /// <summary>What it means, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The last line that says so: redacted, and in one line.</summary>
    public required string Text { get; init; }

    /// <summary>How many lines say so.</summary>
    public required int Count { get; init; }

    /// <summary>When the first of them was written (UTC); null where no line has a time.</summary>
    public DateTime? First { get; init; }

    /// <summary>When the last of them was written (UTC); null where no line has a time.</summary>
    public DateTime? Last { get; init; }

    /// <summary>When the one before the last was written (UTC); null where there is none, or it has no time.</summary>
    public DateTime? Before { get; init; }
}
