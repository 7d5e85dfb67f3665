using System.Globalization;

namespace EksConnector.Core.Fleets;

/// <summary>
/// Reports the progress of a fleet and the clusters that are still in progress. Short work is not reported; longer work is reported
/// twice a second, so that a cluster that does not respond is named even if nothing else happens.
/// </summary>
internal sealed class FleetProgress : IDisposable
{
    private const int MostNamed = 3;

    // Shorter work does not need a progress bar.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(500);

    private readonly string _activity;
    private readonly int _total;
    private readonly TimeProvider _clock;
    private readonly Action<string, string, int, TimeSpan?> _report;
    private readonly string _noun;
    private readonly object _gate = new();
    private readonly List<FleetWork> _underWay = [];
    private readonly long _start;
    private readonly ITimer _timer;
    private (string Status, int Percent, TimeSpan? Left)? _last;
    private int _done;
    private bool _isOver;

    /// <summary>Starts the progress reports.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="total">The total number of items.</param>
    /// <param name="clock">The time provider.</param>
    /// <param name="report">The callback with the activity, status, percentage, and the remaining time if there is a limit.</param>
    /// <param name="noun">The plural name of the items.</param>
    public FleetProgress(string activity, int total, TimeProvider clock, Action<string, string, int, TimeSpan?> report, string noun = "clusters")
    {
        _activity = activity;
        _total = total;
        _clock = clock;
        _report = report;
        _noun = noun;
        _start = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Report(), null, s_quiet, s_quiet);
    }

    /// <summary>Runs the work of a cluster and names the cluster in the progress until the work is completed.</summary>
    /// <param name="name">The context.</param>
    /// <param name="work">The work, which can report its own progress.</param>
    /// <returns>A task that completes with the work.</returns>
    public async Task NameAsync(string name, Func<FleetWork, Task> work)
    {
        var under = new FleetWork(name, _clock, Changed);
        lock (_gate)
        {
            _underWay.Add(under);
        }

        try
        {
            await work(under).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _underWay.Remove(under);
            }
        }
    }

    /// <summary>Counts one item as completed, whether it succeeded or failed.</summary>
    public void OneDone()
    {
        lock (_gate)
        {
            _done++;
        }

        if (_clock.GetElapsedTime(_start) >= s_quiet)
        {
            Report();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _timer.Dispose();
    }

    private void Changed(bool isWait)
    {
        if (isWait || _clock.GetElapsedTime(_start) >= s_quiet)
        {
            Report();
        }
    }

    // Reports inside the lock, so that the counts stay in order.
    private void Report()
    {
        lock (_gate)
        {
            if (_isOver || _underWay.Count == 0)
            {
                return;
            }

            (string Status, int Percent, TimeSpan? Left) now = Now();
            if (now != _last)
            {
                _last = now;
                _report(_activity, now.Status, now.Percent, now.Left);
            }
        }
    }

    private (string Status, int Percent, TimeSpan? Left) Now()
    {
        // Rounded to whole seconds: each report makes a console query its cursor position, so reports without a visible change are skipped.
        TimeSpan? left = _underWay.Max(work => work.TimeLeft) is { } limit ? TimeSpan.FromSeconds(Math.Ceiling(limit.TotalSeconds)) : null;
        if (_total == 1)
        {
            return _underWay is [{ Status: { } status } only] ? (status, only.Percent, left) : ($"Waiting for {Names()}", 0, left);
        }

        string counted = string.Create(CultureInfo.InvariantCulture, $"{_done} of {_total} {_noun}; waiting for {Names()}");
        return (counted, Math.Min(100, _done * 100 / Math.Max(1, _total)), left);
    }

    private string Names()
    {
        string[] names = [.. _underWay.Select(work => work.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string more = names.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {names.Length - MostNamed} more") : string.Empty;
        return string.Join(", ", names.Take(MostNamed)) + more;
    }
}
