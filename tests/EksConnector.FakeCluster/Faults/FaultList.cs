namespace EksConnector.FakeCluster;

/// <summary>The faults to inject.</summary>
public sealed class FaultList
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Adds a fault. If several match a request, the one that was added first is used.</summary>
    /// <param name="fault">The fault.</param>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
        {
            _entries.Add(new Entry(fault));
        }
    }

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    internal Fault? Next(ApiRequest request, string method, string pathAndQuery, string context)
    {
        lock (_gate)
        {
            foreach (Entry entry in _entries.Where(entry => entry.Fault.Matches(request, method, pathAndQuery, context)))
            {
                entry.MatchCount++;
                if (entry.MatchCount > entry.Fault.After && entry.MatchCount - entry.Fault.After <= entry.Fault.Times)
                {
                    return entry.Fault;
                }
            }

            return null;
        }
    }

    private sealed class Entry(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public int MatchCount { get; set; }
    }
}
