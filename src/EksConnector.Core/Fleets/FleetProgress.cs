using System.Globalization;

namespace EksConnector.Core.Fleets;

/// <summary>
/// Reports the progress of a fleet and the clusters that are still in progress. Short work is not reported; longer work is reported
/// twice a second, so that a cluster that does not respond is named even if nothing else happens.
/// </summary>
internal sealed class FleetProgress : IDisposable
{
    private const int MaxNames = 3;

    // Shorter work does not need a progress bar.
    private static readonly TimeSpan s_quietPeriod = TimeSpan.FromMilliseconds(500);

    private readonly string _activity;
    private readonly int _total;
    private readonly TimeProvider _clock;
    private readonly Action<string, string, int, TimeSpan?> _report;
    private readonly string _noun;
    private readonly object _gate = new();
    private readonly List<FleetWork> _inProgress = [];
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
        _timer = clock.CreateTimer(_ => Report(), null, s_quietPeriod, s_quietPeriod);
    }

    /// <summary>Runs the work of a cluster and names the cluster in the progress until the work is completed.</summary>
    /// <param name="name">The context.</param>
    /// <param name="work">The work, which can report its own progress.</param>
    /// <returns>A task that completes with the work.</returns>
    public async Task TrackAsync(string name, Func<FleetWork, Task> work)
    {
        var fleetWork = new FleetWork(name, _clock, Changed);
        lock (_gate)
        {
            _inProgress.Add(fleetWork);
        }

        try
        {
            await work(fleetWork).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _inProgress.Remove(fleetWork);
            }
        }
    }

    /// <summary>Counts one item as completed, whether it succeeded or failed.</summary>
    public void CompleteItem()
    {
        lock (_gate)
        {
            _done++;
        }

        if (_clock.GetElapsedTime(_start) >= s_quietPeriod)
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
        if (isWait || _clock.GetElapsedTime(_start) >= s_quietPeriod)
        {
            Report();
        }
    }

    // Reports inside the lock, so that the counts stay in order.
    private void Report()
    {
        lock (_gate)
        {
            if (_isOver || _inProgress.Count == 0)
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
        TimeSpan? left = _inProgress.Max(work => work.TimeLeft) is { } limit ? TimeSpan.FromSeconds(Math.Ceiling(limit.TotalSeconds)) : null;
        if (_total == 1)
        {
            return _inProgress is [{ Status: { } status } only] ? (status, only.Percent, left) : ($"Waiting for {Names()}", 0, left);
        }

        string counted = string.Create(CultureInfo.InvariantCulture, $"{_done} of {_total} {_noun}; waiting for {Names()}");
        return (counted, Math.Min(100, _done * 100 / Math.Max(1, _total)), left);
    }

    private string Names()
    {
        string[] names = [.. _inProgress.Select(work => work.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string more = names.Length > MaxNames ? string.Create(CultureInfo.InvariantCulture, $" and {names.Length - MaxNames} more") : string.Empty;
        return string.Join(", ", names.Take(MaxNames)) + more;
    }
}
