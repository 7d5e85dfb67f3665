namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>The location of an entry of the agent.</summary>
internal enum AgentLogLocation
{
    /// <summary>The main log, including rotated files.</summary>
    Log,

    /// <summary>The files with only errors.</summary>
    Errors,

    /// <summary>Standard output, which contains the entries of the core.</summary>
    Console,
}
