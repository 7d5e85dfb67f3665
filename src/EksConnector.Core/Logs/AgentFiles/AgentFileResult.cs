namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>What became of a read of the agent's log files.</summary>
/// <param name="Consumer">The consumer that got what was read.</param>
/// <param name="Position">How far the files have been read; null for not at all.</param>
internal sealed record AgentFileResult(LogConsumer Consumer, AgentFilePosition? Position)
{
    /// <summary>Why nothing could be read, as the end of a sentence; null where something could.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether there is no log file, which may come.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The failure because of which nothing could be read, where there was one.</summary>
    public EksConnectorException? Failure { get; init; }

    /// <summary>What ended the read early, where it was the connection.</summary>
    public EksConnectorException? Break { get; init; }

    /// <summary>Whether it began where the log does.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the container has no program to read a part of a file with, so that all of it has to be read.</summary>
    public bool CannotSkip { get; init; }
}
