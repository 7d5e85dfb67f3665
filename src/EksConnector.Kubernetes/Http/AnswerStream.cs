using EksConnector.Kubernetes.Errors;

namespace EksConnector.Kubernetes.Http;

/// <summary>The body of an answer, as it is handed out of the adapter: what goes wrong while it is read is told as a failure.</summary>
/// <param name="answer">The answer; it is disposed of with the stream.</param>
/// <param name="request">What was asked.</param>
/// <param name="settings">Who was asked.</param>
/// <param name="silence">How long the body may be silent.</param>
internal sealed class AnswerStream(ApiAnswer answer, ApiRequest request, ConnectionSettings settings, TimeSpan silence) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await answer.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not ObjectDisposedException)
        {
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
            answer.Dispose();
        }

        base.Dispose(disposing);
    }
}
