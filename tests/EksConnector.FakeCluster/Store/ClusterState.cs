namespace EksConnector.FakeCluster;

/// <summary>The state of a cluster: objects, logs, and files of containers.</summary>
internal sealed class ClusterState(ObjectStore store, LogStore logs, ContainerFiles files)
{
    public ObjectStore Store { get; } = store;

    public LogStore Logs { get; } = logs;

    public ContainerFiles Files { get; } = files;

    /// <summary>The cache of rendered lists.</summary>
    public ResponseCache Responses { get; } = new();

    public ClusterState Copy() => new(Store.Copy(), Logs.Copy(), Files.Copy());
}
