namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>The log files of an agent, or the reason why they cannot be read.</summary>
/// <param name="Files">The files, oldest first; files with only errors are last.</param>
internal sealed record AgentFileList(IReadOnlyList<AgentFile> Files)
{
    /// <summary>The reason why the files cannot be read, which completes a sentence; null if they can be read.</summary>
    public string? UnavailableReason { get; init; }

    /// <summary>Whether files may exist that were deleted while the agent writes to them, and that are not visible.</summary>
    public bool MayHideFiles { get; init; }

    /// <summary>Whether no log file exists yet.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether the container has no shell, so that only cat can be tried.</summary>
    public bool HasNoShell { get; init; }

    /// <summary>The error that prevents reading the files, if any.</summary>
    public EksConnectorException? Failure { get; init; }
}
