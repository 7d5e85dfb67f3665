namespace EksConnector.Core.Logs;

/// <summary>Puts sources, each in its own order, into one order of time. What has no time comes where its source is.</summary>
internal sealed class LogMerge : IAsyncDisposable
{
    private const int BatchSize = 256;

    private readonly PriorityQueue<Cursor, (long Ticks, int Index)> _next = new();
    private readonly List<Cursor> _all = [];

    /// <summary>Adds a source.</summary>
    /// <param name="batches">Its entries.</param>
    /// <param name="cancellationToken">Cancels the wait for its first entry.</param>
    /// <returns>A task that ends when its first entry is there, or its end.</returns>
    public async Task AddAsync(IAsyncEnumerable<IReadOnlyList<object>> batches, CancellationToken cancellationToken)
    {
        var cursor = new Cursor(batches.GetAsyncEnumerator(cancellationToken), _all.Count);
        _all.Add(cursor);
        await AdvanceAsync(cursor, 0).ConfigureAwait(false);
    }

    /// <summary>Gives the entries of all sources in the order of their times.</summary>
    /// <returns>The entries, in batches.</returns>
    public async IAsyncEnumerable<IReadOnlyList<LogEntry>> ReadAllAsync()
    {
        var batch = new List<LogEntry>(BatchSize);
        while (_next.TryDequeue(out Cursor? cursor, out (long Ticks, int Index) order))
        {
            batch.Add(cursor.Current);
            if (batch.Count == BatchSize)
            {
                yield return batch.ToArray();
                batch.Clear();
            }

            await AdvanceAsync(cursor, order.Ticks).ConfigureAwait(false);
        }

        yield return batch;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Cursor cursor in _all)
        {
            await cursor.Batches.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A source whose times go back for a moment keeps its own order.
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

        _next.Enqueue(cursor, (Math.Max(after, cursor.Current.Ticks), cursor.Index));
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
