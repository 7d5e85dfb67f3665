namespace EksConnector.Core.Fleets;

/// <summary>The progress of the work on one cluster of a fleet.</summary>
/// <param name="name">The context.</param>
/// <param name="clock">The time provider.</param>
/// <param name="changed">The callback after a change, with whether it is a wait with a time limit.</param>
internal sealed class FleetWork(string name, TimeProvider clock, Action<bool> changed)
{
    private sealed record State(string Status, int Percent, TimeSpan? Limit, long Since);

    private volatile State? _state;

    /// <summary>The context.</summary>
    public string Name => name;

    /// <summary>The current step; null before the first report.</summary>
    public string? Status => _state?.Status;

    /// <summary>The percentage of completed work, 0 to 100; -1 if it is not known.</summary>
    public int Percent => _state?.Percent ?? -1;

    /// <summary>The remaining time of the wait; null if there is no time limit.</summary>
    public TimeSpan? TimeLeft => _state is { Limit: { } limit } state
        ? TimeSpan.FromTicks(Math.Max(0, (limit - clock.GetElapsedTime(state.Since)).Ticks))
        : null;

    /// <summary>Reports the progress of the work.</summary>
    /// <param name="status">The current step.</param>
    /// <param name="percent">The percentage of completed work, 0 to 100; -1 if it is not known.</param>
    /// <param name="timeLeft">The remaining time of a wait; null if there is no time limit.</param>
    public void ReportProgress(string status, int percent, TimeSpan? timeLeft = null)
    {
        _state = new State(status, percent, timeLeft, clock.GetTimestamp());
        changed(timeLeft is not null);
    }
}
