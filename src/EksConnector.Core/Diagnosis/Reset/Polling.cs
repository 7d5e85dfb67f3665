namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>Waits for a condition.</summary>
internal static class Polling
{
    /// <summary>Checks a condition immediately and then after each pause.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="timeout">The maximum time to wait.</param>
    /// <param name="pause">The time between two checks.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>Whether the condition was met.</returns>
    public static async Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan timeout, TimeSpan pause, TimeProvider clock, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (!await condition().ConfigureAwait(false))
        {
            if (clock.GetElapsedTime(start) >= timeout)
            {
                return false;
            }

            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
