using System.Globalization;

namespace EksConnector.Core.Fleets;

/// <summary>Reports which parts of the work on one cluster are done and which are waited for.</summary>
/// <param name="member">The cluster.</param>
internal sealed class PartProgress(FleetMember member)
{
    private readonly object _gate = new();
    private readonly List<string> _open = [];
    private int _total;

    /// <summary>Adds a part that is under way.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="name">What is read, as a person calls it.</param>
    /// <param name="part">The part.</param>
    /// <returns>The same result, once it is counted.</returns>
    public async Task<T> AddAsync<T>(string name, Task<T> part)
    {
        lock (_gate)
        {
            _total++;
            _open.Add(name);
        }

        try
        {
            return await part.ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(name);
                Report();
            }
        }
    }

    /// <summary>Reports what is open.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            Report();
        }
    }

    private void Report()
    {
        if (_open.Count > 0)
        {
            int done = _total - _open.Count;
            member.Tell(
                string.Create(CultureInfo.InvariantCulture, $"{done} of {_total} parts read; waiting for {string.Join(", ", _open.Distinct(StringComparer.Ordinal))}"),
                done * 100 / _total);
        }
    }
}
