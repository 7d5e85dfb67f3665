namespace EksConnector.Core.Findings.Resolving;

/// <summary>The program that wrote a line, if it can be determined.</summary>
internal enum TextOrigin
{
    /// <summary>The origin is not known, such as a tool, an event or a person.</summary>
    Unknown,

    /// <summary>An empty line.</summary>
    Blank,

    /// <summary>A line of a goroutine stack trace, which is ignored.</summary>
    Stack,

    /// <summary>A command that a user typed.</summary>
    Command,

    /// <summary>A warning of an API server, which does not affect the request.</summary>
    Warning,

    /// <summary>A row of kubectl get pods.</summary>
    PodRow,

    /// <summary>connector-init.</summary>
    Init,

    /// <summary>connector-agent.</summary>
    Agent,

    /// <summary>connector-proxy.</summary>
    Proxy,

    /// <summary>Another program with a log of the same format.</summary>
    OtherLog,
}
