namespace EksConnector;

/// <summary>The level of a log entry, in ascending order of severity.</summary>
public enum LogLevel
{
    /// <summary>TRACE entries of the agent.</summary>
    Trace,

    /// <summary>DEBUG entries of the agent.</summary>
    Debug,

    /// <summary>INFO entries of klog and of the agent, and entries without a level.</summary>
    Information,

    /// <summary>WARNING entries of klog and WARN entries of the agent.</summary>
    Warning,

    /// <summary>ERROR entries of klog and of the agent, and entries of a lower level whose text reports an error.</summary>
    Error,

    /// <summary>FATAL entries of klog, CRITICAL entries of the agent, and the error with which a program exits.</summary>
    Fatal,
}
