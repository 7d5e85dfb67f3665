namespace EksConnector.Core.Logs;

/// <summary>A filter that changes the bytes before they reach a consumer.</summary>
/// <param name="inner">The consumer.</param>
internal abstract class LogFilter(LogConsumer inner) : LogConsumer
{
    public override bool IsFull => Inner.IsFull;

    public override bool HasBegun => Inner.HasBegun;

    public override long Lines => Inner.Lines;

    public override long Entries => Inner.Entries;

    public override long CutLines => Inner.CutLines;

    protected LogConsumer Inner { get; } = inner;

    public override void Break() => Inner.Break();

    public override void Flush() => Inner.Flush();

    public override void Complete() => Inner.Complete();

    public override IReadOnlyList<object> Take() => Inner.Take();

    // The inner consumer is used for several reads, so the filter does not dispose it.
}
