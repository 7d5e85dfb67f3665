namespace EksConnector;

/// <summary>The level of a log entry, the least severe first.</summary>
public enum LogLevel
{
    /// <summary>The agent's TRACE.</summary>
    Trace,

    /// <summary>The agent's DEBUG.</summary>
    Debug,

    /// <summary>klog's I, the agent's INFO, and what has no level.</summary>
    Information,

    /// <summary>klog's W, the agent's WARN.</summary>
    Warning,

    /// <summary>klog's E, the agent's ERROR, and what the connector says of an error at another level.</summary>
    Error,

    /// <summary>klog's F, the agent's CRITICAL, and what a program says as it ends with an error.</summary>
    Fatal,
}
