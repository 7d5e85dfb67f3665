namespace EksConnector.Core;

/// <summary>How a program ended that <see cref="BoundedProcess"/> ran.</summary>
public enum ProcessEnd
{
    /// <summary>The program exited.</summary>
    Exited,

    /// <summary>The program did not exit before the timeout and was stopped.</summary>
    TimedOut,

    /// <summary>The program wrote too much to standard output and was stopped.</summary>
    OutputTooLong,
}
