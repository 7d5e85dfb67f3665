namespace EksConnector.FakeCluster;

/// <summary>What there is in a cluster: its objects, and what its containers wrote.</summary>
internal sealed class ClusterState(ObjectStore store, LogStore logs)
{
    public ObjectStore Store { get; } = store;

    public LogStore Logs { get; } = logs;

    /// <summary>Lists that were rendered before, by request; each is good for one version of the store.</summary>
    public ResponseCache Responses { get; } = new();

    public ClusterState Copy() => new(Store.Copy(), Logs.Copy());
}
