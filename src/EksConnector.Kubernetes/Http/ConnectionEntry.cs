namespace EksConnector.Kubernetes.Http;

/// <summary>A cache entry with a connection that is created on first use, and the number of its users.</summary>
/// <param name="create">The function that creates the connection.</param>
internal sealed class ConnectionEntry(Func<ApiConnection> create) : IDisposable
{
    private readonly Lazy<ApiConnection> _connection = new(create);

    public ApiConnection Connection => _connection.Value;

    /// <summary>Whether the connection exists, so that getting it takes no time.</summary>
    public bool IsConnected => _connection.IsValueCreated;

    public int Users { get; set; }

    /// <summary>The time stamp of the last release.</summary>
    public long LastUsed { get; set; }

    public void Dispose()
    {
        if (IsConnected)
        {
            _connection.Value.Dispose();
        }
    }
}
