using System.Threading.Channels;

namespace EksConnector.FakeCluster;

/// <summary>What one watch is told: first what happened since its version, then what happens.</summary>
internal sealed class StoreWatch(IReadOnlyList<StoreChange> backlog, Channel<StoreChange> channel, Action<StoreWatch> forget) : IDisposable
{
    public IReadOnlyList<StoreChange> Backlog { get; } = backlog;

    public ChannelReader<StoreChange> Changes => channel.Reader;

    public void Dispose() => forget(this);

    internal void Tell(StoreChange change) => channel.Writer.TryWrite(change);

    internal void End() => channel.Writer.TryComplete();
}
