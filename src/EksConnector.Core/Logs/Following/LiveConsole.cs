namespace EksConnector.Core.Logs.Following;

/// <summary>Puts the entries of the agent's standard output among those of its files.</summary>
/// <param name="inner">Makes the entries.</param>
/// <param name="live">Puts them into order.</param>
internal sealed class LiveConsole(LogConsumer inner, LiveAgentLog live) : LogFilter(inner)
{
    /// <summary>Makes it.</summary>
    /// <param name="inner">Makes the entries.</param>
    /// <param name="live">Puts them into order.</param>
    public static LogConsumer Over(LogConsumer inner, LiveAgentLog live) => new LiveConsole(inner, live);

    /// <inheritdoc/>
    public override void Feed(ReadOnlySpan<byte> block) => Inner.Feed(block);

    /// <inheritdoc/>
    public override IReadOnlyList<object> Take()
    {
        live.AddConsole(Inner.Take());
        return [];
    }
}
