namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>Waits until something is the case.</summary>
internal static class Polling
{
    /// <summary>Checks at once, and then again after each pause.</summary>
    /// <param name="isSo">The check.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="pause">Between two checks.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Whether it is the case.</returns>
    public static async Task<bool> UntilAsync(Func<Task<bool>> isSo, TimeSpan timeout, TimeSpan pause, TimeProvider clock, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (!await isSo().ConfigureAwait(false))
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
