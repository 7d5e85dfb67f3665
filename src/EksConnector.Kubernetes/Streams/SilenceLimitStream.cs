namespace EksConnector.Kubernetes.Streams;

/// <summary>Ends a read during which nothing comes for too long: a server that stalls must not hold a runbook for ever.</summary>
/// <param name="inner">The stream that is read; it is disposed of with this one.</param>
/// <param name="limit">How long it may be silent.</param>
internal sealed class SilenceLimitStream(Stream inner, TimeSpan limit) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> read = inner.ReadAsync(buffer, cancellationToken);
        if (read.IsCompleted)
        {
            return await read.ConfigureAwait(false);
        }

        // The timer only exists while there is nothing to read.
        Task<int> pending = read.AsTask();
        try
        {
            return await pending.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await inner.DisposeAsync().ConfigureAwait(false);
            await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
