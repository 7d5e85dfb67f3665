namespace EksConnector.FakeCluster;

/// <summary>A request that the server received.</summary>
/// <param name="Time">The time of the request.</param>
/// <param name="User">The user; empty if the request is not authenticated.</param>
/// <param name="Verb">The RBAC verb.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">The path without the prefix of the fleet's cluster, and the query.</param>
/// <param name="Cluster">The cluster of the fleet; empty for the default cluster.</param>
/// <param name="UserAgent">The User-Agent header.</param>
/// <param name="Connection">The ID of the connection.</param>
/// <param name="Status">The status of the response; 0 if there was no response.</param>
public sealed record RecordedRequest(
    DateTime Time, string User, string Verb, string Method, string PathAndQuery, string Cluster, string UserAgent, string Connection, int Status)
{
    /// <summary>Whether the request can change something. Access reviews do not count, because they are queries.</summary>
    public bool IsWrite => Method is not ("GET" or "HEAD") && !PathAndQuery.Contains("accessreviews", StringComparison.Ordinal);

    /// <summary>Whether the request is a dry run.</summary>
    public bool IsDryRun => PathAndQuery.Contains("dryRun=All", StringComparison.Ordinal);
}
