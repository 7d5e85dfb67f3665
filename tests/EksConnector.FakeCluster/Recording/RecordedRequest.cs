namespace EksConnector.FakeCluster;

/// <summary>A request that the server saw.</summary>
/// <param name="Time">When it came.</param>
/// <param name="User">Who sent it; empty where that is not known.</param>
/// <param name="Verb">The verb of RBAC.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">The path, without the prefix of a fleet's cluster, and the query.</param>
/// <param name="Cluster">The fleet's cluster; empty for the usual one.</param>
/// <param name="UserAgent">The client.</param>
/// <param name="Connection">The connection that it came by.</param>
/// <param name="Status">The answer's status; 0 where there was no answer.</param>
public sealed record RecordedRequest(
    DateTime Time, string User, string Verb, string Method, string PathAndQuery, string Cluster, string UserAgent, string Connection, int Status)
{
    /// <summary>Whether the request could change something: access reviews are questions, and are not counted.</summary>
    public bool IsWrite => Method is not ("GET" or "HEAD") && !PathAndQuery.Contains("accessreviews", StringComparison.Ordinal);

    /// <summary>Whether the request was to be carried out for the sake of its answer alone.</summary>
    public bool IsDryRun => PathAndQuery.Contains("dryRun=All", StringComparison.Ordinal);
}
