namespace EksConnector.Core.Logs;

/// <summary>Keeps the last entries of a log.</summary>
/// <param name="count">The number of entries or lines to keep, 0 or more.</param>
/// <param name="countsLines">Whether lines are counted, so that only the last lines of the first entry may be kept.</param>
internal sealed class LastEntries(int count, bool countsLines = false)
{
    private readonly Queue<(LogEntry Entry, int Weight)> _kept = new();
    private long _weight;

    /// <summary>Adds the next entry.</summary>
    /// <param name="entry">The entry.</param>
    public void Add(LogEntry entry)
    {
        int weight = WeightOf(entry);
        _kept.Enqueue((entry, weight));
        _weight += weight;
        while (_kept.Count > 0 && _weight - _kept.Peek().Weight >= count)
        {
            _weight -= _kept.Dequeue().Weight;
        }
    }

    /// <summary>Returns the weight of an entry.</summary>
    /// <param name="entry">The entry.</param>
    public int WeightOf(LogEntry entry) => countsLines ? entry.Bytes.Count((byte)'\n') + 1 : 1;

    /// <summary>Returns and removes the last entries.</summary>
    /// <returns>The entries, oldest first.</returns>
    public IEnumerable<LogEntry> Take()
    {
        while (_kept.TryDequeue(out (LogEntry Entry, int Weight) kept))
        {
            int tooMany = (int)Math.Max(0, _weight - count);
            _weight -= kept.Weight;
            if (tooMany < kept.Weight)
            {
                yield return tooMany == 0 ? kept.Entry : kept.Entry.WithoutLines(tooMany);
            }
        }

        _weight = 0;
    }
}
