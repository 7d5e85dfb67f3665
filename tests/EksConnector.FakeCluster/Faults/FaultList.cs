namespace EksConnector.FakeCluster;

/// <summary>The faults that are to happen.</summary>
public sealed class FaultList
{
    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Adds a fault; of several that fit a request, the first added one happens.</summary>
    /// <param name="fault">The fault.</param>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
        {
            _entries.Add(new Entry(fault));
        }
    }

    /// <summary>Takes all faults away.</summary>
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
            foreach (Entry entry in _entries.Where(entry => entry.Fault.Fits(request, method, pathAndQuery, context)))
            {
                entry.Seen++;
                if (entry.Seen > entry.Fault.After && entry.Seen - entry.Fault.After <= entry.Fault.Times)
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

        public int Seen { get; set; }
    }
}
