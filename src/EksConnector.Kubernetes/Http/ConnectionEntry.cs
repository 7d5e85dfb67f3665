namespace EksConnector.Kubernetes.Http;

/// <summary>A connection in the cache, made when it is first asked for, and whether somebody uses it.</summary>
/// <param name="create">Makes the connection.</param>
internal sealed class ConnectionEntry(Func<ApiConnection> create) : IDisposable
{
    private readonly Lazy<ApiConnection> _connection = new(create);

    public ApiConnection Connection => _connection.Value;

    public int Users { get; set; }

    /// <summary>The clock's time stamp of the last release.</summary>
    public long LastUsed { get; set; }

    public void Dispose()
    {
        if (_connection.IsValueCreated)
        {
            _connection.Value.Dispose();
        }
    }
}
