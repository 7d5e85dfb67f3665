namespace EksConnector.Core.Operations;

/// <summary>Tells warnings as traces: a finding says the same, and better.</summary>
/// <param name="log">The log for verbose messages.</param>
internal sealed class MutedLog(IOperationLog log) : IOperationLog
{
    /// <inheritdoc/>
    public void Warn(string text) => log.Trace(text);

    /// <inheritdoc/>
    public void Trace(string text) => log.Trace(text);
}
