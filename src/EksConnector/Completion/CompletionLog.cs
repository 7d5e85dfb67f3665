using EksConnector.Core.Operations;

namespace EksConnector.Completion;

/// <summary>Takes what is said during completion, and says nothing: a prompt has no place for it.</summary>
internal sealed class CompletionLog : IOperationLog
{
    /// <inheritdoc/>
    public void Warn(string text)
    {
    }

    /// <inheritdoc/>
    public void Trace(string text)
    {
    }
}
