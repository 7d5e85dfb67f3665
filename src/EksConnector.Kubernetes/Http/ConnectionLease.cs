namespace EksConnector.Kubernetes.Http;

/// <summary>The right to use a shared connection; disposing of it gives the right back, once.</summary>
/// <param name="connection">The connection.</param>
/// <param name="release">Gives the right back.</param>
internal sealed class ConnectionLease(ApiConnection connection, Action release) : IDisposable
{
    private Action? _release = release;

    public ApiConnection Connection { get; } = connection;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
