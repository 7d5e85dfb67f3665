namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>Where an agent's entry stands.</summary>
internal enum AgentPlace
{
    /// <summary>The log and the files that it was rolled into.</summary>
    Log,

    /// <summary>The files with errors alone.</summary>
    Errors,

    /// <summary>Standard output, where the core's entries are.</summary>
    Console,
}
