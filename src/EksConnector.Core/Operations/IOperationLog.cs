namespace EksConnector.Core.Operations;

/// <summary>The log of an operation and its adapters. All text is redacted.</summary>
public interface IOperationLog
{
    /// <summary>Whether verbose messages are shown. Callers in frequent code check it before they compose a message.</summary>
    bool IsVerbose { get; }

    /// <summary>Writes a warning; the same text is written only once.</summary>
    /// <param name="text">The warning.</param>
    void Warn(string text);

    /// <summary>Writes a verbose message.</summary>
    /// <param name="text">The message.</param>
    void Trace(string text);
}
