namespace EksConnector.FakeCluster;

/// <summary>What there is in a cluster: its objects, what its containers wrote, and their files.</summary>
internal sealed class ClusterState(ObjectStore store, LogStore logs, ContainerFiles files)
{
    public ObjectStore Store { get; } = store;

    public LogStore Logs { get; } = logs;

    public ContainerFiles Files { get; } = files;

    /// <summary>Lists that were rendered before, by request; each is good for one version of the store.</summary>
    public ResponseCache Responses { get; } = new();

    public ClusterState Copy() => new(Store.Copy(), Logs.Copy(), Files.Copy());
}
