namespace EksConnector.Core.Logs.Consumers;

/// <summary>Returns the lines as strings.</summary>
internal sealed class LineConsumer : LogConsumer
{
    private readonly RawLines _result = new();
    private readonly LineSplitter _splitter = new();
    private readonly LineCounter _lines;

    /// <summary>Creates the consumer.</summary>
    /// <param name="cancellationToken">A token that cancels the processing of a line.</param>
    public LineConsumer(CancellationToken cancellationToken) => _lines = new LineCounter(new RedactedLines(_result, cancellationToken));

    public override long Lines => _lines.Count;

    public override long Entries => _lines.Count;

    public override long CutLines => _splitter.CutLines;

    public override void Feed(ReadOnlySpan<byte> block) => _splitter.Feed(block, _lines);

    public override void Break() => _splitter.Complete(_lines);

    public override void Flush()
    {
    }

    public override void Complete() => Break();

    public override IReadOnlyList<object> Take() => _result.Take();
}
