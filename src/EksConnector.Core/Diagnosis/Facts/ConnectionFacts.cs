using EksConnector.Core.Connector;

namespace EksConnector.Core.Diagnosis.Facts;

/// <summary>The data from the logs of connector-agent and connector-proxy.</summary>
internal sealed record ConnectionFacts
{
    /// <summary>The Pods in which connector-agent is running or has run.</summary>
    public IReadOnlyList<AgentFacts> Agents { get; init; } = [];

    /// <summary>The Pods in which connector-proxy is running or has run.</summary>
    public IReadOnlyList<ProxyFacts> Proxies { get; init; } = [];
}

/// <summary>The data about the connection from the end of one connector-agent log.</summary>
internal sealed record AgentFacts
{
    /// <summary>The Pod.</summary>
    public required string Pod { get; init; }

    /// <summary>The state of the container.</summary>
    public required ContainerRun Run { get; init; }

    /// <summary>The reason why no part of the log could be read; otherwise null.</summary>
    public Unread? Unread { get; init; }

    /// <summary>
    /// The reason why the log files were not read, so that the lines of the agent's worker, which has the connection, are missing; null if
    /// they were read.
    /// </summary>
    public Unread? FilesUnread { get; init; }

    /// <summary>The time of the first line that was read (UTC); null if no line has a time.</summary>
    public DateTime? FirstLine { get; init; }

    /// <summary>The time of the last line (UTC); null if no line has a time.</summary>
    public DateTime? LastLine { get; init; }

    /// <summary>The start time of the agent (UTC), if the lines that were read contain it.</summary>
    public DateTime? Started { get; init; }

    /// <summary>The time of the last connection since the start (UTC); null if the lines that were read do not contain it.</summary>
    public DateTime? LastConnected { get; init; }

    /// <summary>The time at which the agent first requested credentials since the start (UTC); null if the lines that were read do not contain it.</summary>
    public DateTime? AskedForCredentials { get; init; }

    /// <summary>The time at which the agent last received credentials since the start (UTC); null if the lines that were read do not contain it.</summary>
    public DateTime? LastCredentials { get; init; }

    /// <summary>The time of the first sign of a lost connection (UTC); null if the agent has reconnected.</summary>
    public DateTime? LastLost { get; init; }

    /// <summary>The times of the last 100 reconnections (UTC).</summary>
    public IReadOnlyList<DateTime> Reconnects { get; init; } = [];

    /// <summary>The errors since the last success.</summary>
    public IReadOnlyList<LoggedFault> Faults { get; init; } = [];

    /// <summary>The error with which the previous instance exited if the container exits repeatedly, redacted and in one line.</summary>
    public string? Fatal { get; init; }

    /// <summary>The ID of the instance that connects; null if the lines that were read do not contain it.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The Region of the connection; null if the lines that were read do not contain it.</summary>
    public string? Region { get; init; }

    /// <summary>The version of the agent; null if the lines that were read do not contain it.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the agent is connected according to its log; null if it is not known. A failed key rotation does not end the connection.</summary>
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

/// <summary>The data from the end of one connector-proxy log.</summary>
internal sealed record ProxyFacts
{
    /// <summary>The Pod.</summary>
    public required string Pod { get; init; }

    /// <summary>The state of the container.</summary>
    public required ContainerRun Run { get; init; }

    /// <summary>The reason why the log could not be read; null if it was read.</summary>
    public Unread? Unread { get; init; }

    /// <summary>The time of the last line (UTC); null if no line has a time.</summary>
    public DateTime? LastLine { get; init; }

    /// <summary>The time at which the proxy started to listen (UTC), if the lines that were read contain it.</summary>
    public DateTime? Listening { get; init; }

    /// <summary>The time at which the proxy last saved the agent's key, or found it saved (UTC), if the lines that were read contain it.</summary>
    public DateTime? KeySaved { get; init; }

    /// <summary>The errors since the last success.</summary>
    public IReadOnlyList<LoggedFault> Faults { get; init; } = [];

    /// <summary>The error with which the previous instance exited if the container exits repeatedly, redacted and in one line.</summary>
    public string? Fatal { get; init; }
}

/// <summary>The state of a container whose log was read.</summary>
internal sealed record ContainerRun
{
    /// <summary>The Pod.</summary>
    public required string Pod { get; init; }

    /// <summary>Whether the container is running.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Whether the container exits repeatedly.</summary>
    public bool IsFailing { get; init; }

    /// <summary>The number of restarts.</summary>
    public int Restarts { get; init; }

    /// <summary>The start time (UTC); null if the container is not running.</summary>
    public DateTime? StartedAt { get; init; }
}

/// <summary>An error that a log contains once or repeatedly since the last success.</summary>
internal sealed record LoggedFault
{
    /// <summary>The code of the finding, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The text of the last occurrence, redacted and in one line.</summary>
    public required string Text { get; init; }

    /// <summary>The number of occurrences.</summary>
    public required int Count { get; init; }

    /// <summary>The time of the first occurrence (UTC); null if no line has a time.</summary>
    public DateTime? First { get; init; }

    /// <summary>The time of the last occurrence (UTC); null if no line has a time.</summary>
    public DateTime? Last { get; init; }

    /// <summary>The time of the second-to-last occurrence (UTC); null if there is none or it has no time.</summary>
    public DateTime? Before { get; init; }
}
