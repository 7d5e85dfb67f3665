using System.Threading.Channels;

namespace EksConnector.FakeCluster;

/// <summary>A watch: first the changes since its version, then new changes.</summary>
internal sealed class StoreWatch(IReadOnlyList<StoreChange> backlog, Channel<StoreChange> channel, Action<StoreWatch> unregister) : IDisposable
{
    public IReadOnlyList<StoreChange> Backlog { get; } = backlog;

    public ChannelReader<StoreChange> Changes => channel.Reader;

    public void Dispose() => unregister(this);

    internal void Publish(StoreChange change) => channel.Writer.TryWrite(change);

    internal void End() => channel.Writer.TryComplete();
}
