using EksConnector.Core.Operations;

namespace EksConnector.Completion;

/// <summary>A log that discards all messages, because completion cannot show any.</summary>
internal sealed class CompletionLog : IOperationLog
{
    /// <inheritdoc/>
    public bool IsVerbose => false;

    /// <inheritdoc/>
    public void Warn(string text)
    {
    }

    /// <inheritdoc/>
    public void Trace(string text)
    {
    }
}
