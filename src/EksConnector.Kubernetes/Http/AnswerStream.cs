using EksConnector.Kubernetes.Api;
using EksConnector.Kubernetes.Errors;
using EksConnector.Kubernetes.Streams;

namespace EksConnector.Kubernetes.Http;

/// <summary>The body of an answer, as it is handed out of the adapter: what goes wrong while it is read is told as a failure.</summary>
/// <param name="answer">The answer; it is disposed of with the stream.</param>
/// <param name="body">Its body.</param>
/// <param name="request">What was asked.</param>
/// <param name="settings">Who was asked.</param>
/// <param name="silence">How long the body may be silent.</param>
internal sealed class AnswerStream(HttpResponseMessage answer, Stream body, ApiRequest request, ConnectionSettings settings, TimeSpan silence)
    : ReadOnlyStream
{
    private readonly SilenceLimitStream _body = new(body, silence);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
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
            _body.Dispose();
            answer.Dispose();
        }

        base.Dispose(disposing);
    }
}
