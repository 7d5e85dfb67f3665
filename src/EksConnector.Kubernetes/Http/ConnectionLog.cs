using EksConnector.Core.Operations;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// The log of what outlives an operation: a credential source is kept with its connection, and what it does for a later
/// operation is told to that one.
/// </summary>
internal sealed class ConnectionLog : IOperationLog
{
    /// <summary>The operation that uses the connection now; of several, the one that came last.</summary>
    public IOperationLog? Current { get; set; }

    public void Warn(string text) => Current?.Warn(text);

    public void Trace(string text) => Current?.Trace(text);
}
