using System.Globalization;

namespace EksConnector.Core.Fleets;

/// <summary>Reports the completed and pending parts of the work on one cluster.</summary>
/// <param name="member">The cluster.</param>
internal sealed class PartProgress(FleetMember member)
{
    private readonly object _gate = new();
    private readonly List<string> _open = [];
    private int _total;

    /// <summary>Adds a part that is in progress.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="name">The display name of the part.</param>
    /// <param name="part">The task of the part.</param>
    /// <returns>The result of the part.</returns>
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

    /// <summary>Reports the pending parts.</summary>
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
            member.ReportProgress(
                string.Create(CultureInfo.InvariantCulture, $"{done} of {_total} parts read; waiting for {string.Join(", ", _open.Distinct(StringComparer.Ordinal))}"),
                done * 100 / _total);
        }
    }
}
