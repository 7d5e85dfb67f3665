using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Errors;
using EksConnector.Kubernetes.Streams;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// The body of a response for callers outside the adapter. Exceptions while it is read are converted to errors of the module, and
/// inactivity causes a timeout, so that a stalled server does not block a runbook.
/// </summary>
/// <param name="response">The response, which is disposed of with the stream.</param>
/// <param name="body">The body of the response.</param>
/// <param name="request">The request.</param>
/// <param name="settings">The settings of the connection.</param>
/// <param name="inactivityTimeout">The inactivity timeout.</param>
internal sealed class ResponseStream(HttpResponseMessage response, Stream body, ApiRequest request, ConnectionSettings settings, TimeSpan inactivityTimeout)
    : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Task<int>? pending = null;
        try
        {
            ValueTask<int> read = body.ReadAsync(buffer, cancellationToken);
            if (read.IsCompleted)
            {
                return await read.ConfigureAwait(false);
            }

            // The timer only runs while no data is available.
            pending = read.AsTask();
            return await pending.WaitAsync(inactivityTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not ObjectDisposedException)
        {
            await body.DisposeAsync().ConfigureAwait(false);
            await ((pending as Task) ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw TransportFaults.FromStream(exception, request, settings, inactivityTimeout);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            // Closing the connection on cancellation may cause other exceptions first.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            response.Dispose();
        }

        base.Dispose(disposing);
    }
}
