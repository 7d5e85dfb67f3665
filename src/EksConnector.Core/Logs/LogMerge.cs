namespace EksConnector.Core.Logs;

/// <summary>Merges sources in chronological order and keeps the order within each source. Entries without a time stay at their position.</summary>
/// <param name="unit">The precision of the times, in ticks: entries within the same unit are grouped by source.</param>
internal sealed class LogMerge(long unit = 1) : IAsyncDisposable
{
    private readonly PriorityQueue<Cursor, (long Time, int Index)> _next = new();
    private readonly List<Cursor> _all = [];
    private Cursor? _given;
    private long _time;

    /// <summary>The time of the earliest entry of the other sources, in units; null if only the source of the returned entry has entries.</summary>
    public long? NextTimeOfOthers => _next.TryPeek(out _, out (long Time, int Index) other) ? other.Time : null;

    /// <summary>Adds a source.</summary>
    /// <param name="batches">The entries of the source.</param>
    /// <param name="cancellationToken">A token that cancels the wait for the first entry.</param>
    /// <returns>A task that completes when the first entry, or the end of the source, is available.</returns>
    public async Task AddAsync(IAsyncEnumerable<IReadOnlyList<object>> batches, CancellationToken cancellationToken)
    {
        var cursor = new Cursor(batches.GetAsyncEnumerator(cancellationToken), _all.Count);
        _all.Add(cursor);
        await AdvanceAsync(cursor, 0).ConfigureAwait(false);
    }

    /// <summary>Returns the next entry of all sources.</summary>
    /// <returns>The entry and the index of its source, in the order of addition; null at the end.</returns>
    public ValueTask<(LogEntry Entry, int Source)?> NextAsync() =>
        _given is { } given && given.At + 1 < given.Batch.Count ? new(NextOfBatch(given)) : WaitForNextAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Cursor cursor in _all)
        {
            await cursor.Batches.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Most entries are here already and follow one another in their source.
    private (LogEntry Entry, int Source) NextOfBatch(Cursor given)
    {
        given.At++;
        (long Time, int Index) order = (Math.Max(_time, given.Current.Ticks / unit), given.Index);
        if (_next.TryPeek(out _, out (long Time, int Index) other) && other.CompareTo(order) < 0)
        {
            given = _next.DequeueEnqueue(given, order);
            order = other;
        }

        _given = given;
        _time = order.Time;
        return (given.Current, order.Index);
    }

    private async ValueTask<(LogEntry Entry, int Source)?> WaitForNextAsync()
    {
        if (_given is { } given)
        {
            _given = null;
            await AdvanceAsync(given, _time).ConfigureAwait(false);
        }

        if (!_next.TryDequeue(out _given, out (long Time, int Index) order))
        {
            return null;
        }

        _time = order.Time;
        return (_given.Current, order.Index);
    }

    // The order within a source is kept even if its times are not in order.
    private async ValueTask AdvanceAsync(Cursor cursor, long after)
    {
        while (++cursor.At >= cursor.Batch.Count)
        {
            if (!await cursor.Batches.MoveNextAsync().ConfigureAwait(false))
            {
                return;
            }

            cursor.Batch = cursor.Batches.Current;
            cursor.At = -1;
        }

        _next.Enqueue(cursor, (Math.Max(after, cursor.Current.Ticks / unit), cursor.Index));
    }

    private sealed class Cursor(IAsyncEnumerator<IReadOnlyList<object>> batches, int index)
    {
        public IAsyncEnumerator<IReadOnlyList<object>> Batches { get; } = batches;

        public int Index { get; } = index;

        public IReadOnlyList<object> Batch { get; set; } = [];

        public int At { get; set; } = -1;

        public LogEntry Current => (LogEntry)Batch[At];
    }
}
