namespace EksConnector.Core.Logs.Following;

/// <summary>Adds the entries of the agent's standard output to those of its files.</summary>
/// <param name="inner">The consumer that creates the entries.</param>
/// <param name="live">The log that sorts the entries.</param>
internal sealed class LiveConsole(LogConsumer inner, LiveAgentLog live) : LogFilter(inner)
{
    /// <summary>Creates the consumer.</summary>
    /// <param name="inner">The consumer that creates the entries.</param>
    /// <param name="live">The log that sorts the entries.</param>
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
