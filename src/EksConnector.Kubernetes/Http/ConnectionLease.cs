namespace EksConnector.Kubernetes.Http;

/// <summary>A lease for a shared connection. Disposing of it releases the connection once.</summary>
/// <param name="connection">The connection.</param>
/// <param name="release">The action that releases the connection.</param>
internal sealed class ConnectionLease(ApiConnection connection, Action release) : IDisposable
{
    private Action? _release = release;

    public ApiConnection Connection { get; } = connection;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
