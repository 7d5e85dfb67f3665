namespace EksConnector.Core.Logs.Consumers;

/// <summary>Gives the lines as strings.</summary>
internal sealed class LineConsumer : LogConsumer
{
    private readonly RawLines _result = new();
    private readonly LineSplitter _splitter = new();
    private readonly CountedLines _lines;
    private readonly LastLines? _last;

    /// <summary>Makes the consumer.</summary>
    /// <param name="tail">How many of the last lines are wanted, where the server does not count them; null for all that come.</param>
    /// <param name="since">From when on (UTC) lines are wanted, where the server does not look; null for all that come.</param>
    /// <param name="cancellationToken">Ends the work on a line, which may be long.</param>
    public LineConsumer(int? tail, DateTime? since, CancellationToken cancellationToken)
    {
        ILineSink lines = new RedactedLines(_result, cancellationToken);
        lines = since is { } time ? new LinesSince(lines, time) : lines;
        lines = tail is { } count ? _last = new LastLines(lines, count) : lines;
        _lines = new CountedLines(lines);
    }

    public override long Lines => _lines.Count;

    public override long Entries => _lines.Count;

    public override long CutLines => _splitter.CutLines;

    public override DateTime? LastTime => null;

    public override void Feed(ReadOnlySpan<byte> block) => _splitter.Feed(block, _lines);

    public override void Break() => _splitter.Complete(_lines);

    public override void Settle() => _last?.Release();

    public override void Complete()
    {
        Break();
        Settle();
    }

    public override IReadOnlyList<object> Take() => _result.Take();
}
