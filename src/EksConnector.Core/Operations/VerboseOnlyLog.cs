namespace EksConnector.Core.Operations;

/// <summary>A log that writes warnings as verbose messages, because a finding reports the same condition in more detail.</summary>
/// <param name="log">The log for verbose messages.</param>
internal sealed class VerboseOnlyLog(IOperationLog log) : IOperationLog
{
    /// <inheritdoc/>
    public bool IsVerbose => log.IsVerbose;

    /// <inheritdoc/>
    public void Warn(string text) => log.Trace(text);

    /// <inheritdoc/>
    public void Trace(string text) => log.Trace(text);
}
