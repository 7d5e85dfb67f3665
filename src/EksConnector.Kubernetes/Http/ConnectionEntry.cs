namespace EksConnector.Kubernetes.Http;

/// <summary>A connection in the cache, and whether somebody uses it.</summary>
/// <param name="connection">The connection.</param>
internal sealed class ConnectionEntry(ApiConnection connection)
{
    public ApiConnection Connection { get; } = connection;

    public int Users { get; set; }

    /// <summary>The clock's time stamp of the last release.</summary>
    public long LastUsed { get; set; }
}
