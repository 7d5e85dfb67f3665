namespace EksConnector.Core.Fleets;

/// <summary>Tells how many clusters of a fleet are done; nothing of a single one, and nothing while it has hardly begun.</summary>
/// <param name="activity">What is being done.</param>
/// <param name="total">How many clusters there are.</param>
/// <param name="clock">The clock.</param>
/// <param name="report">Takes activity, status and percent.</param>
/// <param name="noun">What is counted.</param>
internal sealed class FleetProgress(
    string activity, int total, TimeProvider clock, Action<string, string, int> report, string noun = "clusters")
{
    // Work that is over sooner than a person can read needs no bar.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(500);

    private readonly long _start = clock.GetTimestamp();
    private int _done;

    /// <summary>Counts one, whether it went well or not.</summary>
    public void OneDone()
    {
        int done = Interlocked.Increment(ref _done);
        if (total > 1 && clock.GetElapsedTime(_start) >= s_quiet)
        {
            report(activity, $"{done} of {total} {noun}", done * 100 / total);
        }
    }
}
