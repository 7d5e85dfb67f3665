namespace EksConnector.Core.Fleets;

/// <summary>The work on one cluster of a fleet, and how far it is.</summary>
/// <param name="name">The context.</param>
/// <param name="clock">The time provider.</param>
/// <param name="changed">Called after a change; true where it is a wait with a limit.</param>
internal sealed class FleetWork(string name, TimeProvider clock, Action<bool> changed)
{
    private sealed record State(string Status, int Percent, TimeSpan? Limit, long Since);

    private volatile State? _state;

    /// <summary>The context.</summary>
    public string Name => name;

    /// <summary>What is being done or waited for; null before anything was reported.</summary>
    public string? Status => _state?.Status;

    /// <summary>How much is done, 0 to 100; -1 where that is not known.</summary>
    public int Percent => _state?.Percent ?? -1;

    /// <summary>How long the wait can still last; null where nothing limits it.</summary>
    public TimeSpan? TimeLeft => _state is { Limit: { } limit } state
        ? TimeSpan.FromTicks(Math.Max(0, (limit - clock.GetElapsedTime(state.Since)).Ticks))
        : null;

    /// <summary>Reports how far the work is.</summary>
    /// <param name="status">What is being done or waited for.</param>
    /// <param name="percent">How much is done, 0 to 100, or -1.</param>
    /// <param name="timeLeft">How long a wait can still last; null where it is none.</param>
    public void Tell(string status, int percent, TimeSpan? timeLeft = null)
    {
        _state = new State(status, percent, timeLeft, clock.GetTimestamp());
        changed(timeLeft is not null);
    }
}
