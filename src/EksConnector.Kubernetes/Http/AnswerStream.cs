using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Errors;
using EksConnector.Kubernetes.Streams;

namespace EksConnector.Kubernetes.Http;

/// <summary>
/// The body of an answer, as it is handed out of the adapter: what goes wrong while it is read is reported as a failure,
/// and so is silence, because a server that stalls must not hold a runbook for ever.
/// </summary>
/// <param name="answer">The answer; it is disposed of with the stream.</param>
/// <param name="body">Its body.</param>
/// <param name="request">What was asked.</param>
/// <param name="settings">Who was asked.</param>
/// <param name="silence">How long the body may be silent.</param>
internal sealed class AnswerStream(HttpResponseMessage answer, Stream body, ApiRequest request, ConnectionSettings settings, TimeSpan silence)
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

            // The timer only exists while there is nothing to read.
            pending = read.AsTask();
            return await pending.WaitAsync(silence, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not ObjectDisposedException)
        {
            await body.DisposeAsync().ConfigureAwait(false);
            await ((pending as Task) ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw TransportFaults.FromStream(exception, request, settings, silence);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is not OperationCanceledException)
        {
            // A connection that is closed by the cancellation may fail in other ways first.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            answer.Dispose();
        }

        base.Dispose(disposing);
    }
}
