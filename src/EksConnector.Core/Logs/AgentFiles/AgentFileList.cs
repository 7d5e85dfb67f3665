namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Which log files an agent has, or why they cannot be read.</summary>
/// <param name="Files">The files, oldest first, those with errors alone last.</param>
internal sealed record AgentFileList(IReadOnlyList<AgentFile> Files)
{
    /// <summary>Why they cannot be read, as the end of a sentence; null where they can.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether there is no log file, which may come.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether the container has no shell, so that cat is all that can be tried.</summary>
    public bool HasNoShell { get; init; }

    /// <summary>The failure because of which they cannot be read, where there was one.</summary>
    public EksConnectorException? Failure { get; init; }
}
