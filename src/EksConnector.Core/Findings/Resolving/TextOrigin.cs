namespace EksConnector.Core.Findings.Resolving;

/// <summary>What wrote a line, as far as the line tells.</summary>
internal enum TextOrigin
{
    /// <summary>It does not tell: a tool, an event, a person.</summary>
    Unknown,

    /// <summary>Nobody: an empty line.</summary>
    Blank,

    /// <summary>A program that ends, of its goroutines: it says nothing.</summary>
    Stack,

    /// <summary>Somebody who types a command.</summary>
    Command,

    /// <summary>An API server that warns; what it was asked for is done.</summary>
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
