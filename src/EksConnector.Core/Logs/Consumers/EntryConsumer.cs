namespace EksConnector.Core.Logs.Consumers;

/// <summary>Creates entries, or the lines of the selected entries.</summary>
/// <param name="entries">The assembler of the entries.</param>
/// <param name="asLines">Whether the lines are returned as strings.</param>
/// <param name="hasApiTimestamps">Whether each line starts with the timestamp of the log API.</param>
/// <param name="cancellationToken">A token that cancels the processing of a line.</param>
internal sealed class EntryConsumer(EntryAssembler entries, bool asLines, bool hasApiTimestamps, CancellationToken cancellationToken = default) : LogConsumer
{
    private readonly LineCounter _lines = new(
        hasApiTimestamps ? new LinesWithoutPieceTimes(new RedactedLines(entries, cancellationToken)) : new RedactedLines(entries, cancellationToken));

    private readonly LineSplitter _splitter = new();

    public override long Lines => _lines.Count;

    public override long Entries => entries.Given;

    public override long CutLines => _splitter.CutLines;

    /// <summary>The time of the first entry that has a time, in ticks (UTC); 0 if it is not known.</summary>
    public long FirstTicks => entries.FirstTicks;

    /// <summary>The time of the newest entry, in ticks (UTC); 0 if it is not known.</summary>
    public long LastTicks => entries.LastTicks;

    public override void Feed(ReadOnlySpan<byte> block) => _splitter.Feed(block, _lines);

    public override void Break()
    {
        _splitter.Complete(_lines);
        entries.FlushPending();
    }

    public override void Flush()
    {
        entries.FlushPending();
        entries.ReleaseTail();
    }

    /// <summary>Whether the log ended in the middle of a line.</summary>
    public bool EndsWithIncompleteLine { get; private set; }

    public override void Complete()
    {
        EndsWithIncompleteLine |= _splitter.HasRest;
        _splitter.Complete(_lines);
        entries.Complete();
    }

    public override IReadOnlyList<object> Take()
    {
        LogEntry[] taken = entries.Take();
        return asLines ? [.. taken.SelectMany(entry => entry.Raw.Split('\n'))] : taken;
    }
}
