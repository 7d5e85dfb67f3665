using System.Collections.Concurrent;
using System.Threading.Channels;

namespace EksConnector.Core.Operations;

/// <summary>
/// Takes what an operation says, from any number of tasks, and hands it to the one who reads its events. Results
/// wait until the reader keeps up (back-pressure); messages are few and never wait.
/// </summary>
/// <typeparam name="T">The type of the operation's results.</typeparam>
public sealed class OperationWriter<T> : IOperationLog, IDisposable
{
    private const int ItemsAhead = 256;

    // A batch is some hundred results.
    private const int BatchesAhead = 4;

    private readonly Channel<OperationEvent<T>> _events =
        Channel.CreateUnbounded<OperationEvent<T>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SemaphoreSlim _room = new(ItemsAhead);
    private readonly SemaphoreSlim _batchRoom = new(BatchesAhead);
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);

    private readonly bool _traces;

    internal OperationWriter(bool traces) => _traces = traces;

    /// <summary>Hands over a result; waits while the reader is far behind.</summary>
    /// <param name="item">The result.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the result is handed over.</returns>
    public async ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        _events.Writer.TryWrite(new ItemEvent<T>(item));
    }

    /// <summary>Hands over several results; waits while the reader is far behind.</summary>
    /// <param name="items">The results, which the writer does not touch again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the results are handed over.</returns>
    public async ValueTask WriteAsync(IReadOnlyList<T> items, CancellationToken cancellationToken)
    {
        await _batchRoom.WaitAsync(cancellationToken).ConfigureAwait(false);
        _events.Writer.TryWrite(new BatchEvent<T>(items));
    }

    /// <summary>Says that one cluster or one input failed.</summary>
    /// <param name="exception">What failed.</param>
    public void Fail(EksConnectorException exception) => _events.Writer.TryWrite(new FailureEvent<T>(exception));

    /// <inheritdoc/>
    public void Warn(string text)
    {
        string redacted = Redactor.Redact(text);
        if (_warned.TryAdd(redacted, true))
        {
            _events.Writer.TryWrite(new MessageEvent<T>(redacted, IsWarning: true));
        }
    }

    /// <inheritdoc/>
    public void Trace(string text)
    {
        // What nobody reads is not redacted: that would be most of what a first call has to compile.
        if (_traces)
        {
            _events.Writer.TryWrite(new MessageEvent<T>(Redactor.Redact(text), IsWarning: false));
        }
    }

    /// <summary>Says how far the operation is.</summary>
    /// <param name="activity">What is being done.</param>
    /// <param name="status">What it is at.</param>
    /// <param name="percentComplete">0 to 100, or -1.</param>
    public void Report(string activity, string status, int percentComplete) =>
        _events.Writer.TryWrite(new ProgressEvent<T>(activity, Redactor.Redact(status), percentComplete));

    /// <inheritdoc/>
    public void Dispose()
    {
        _room.Dispose();
        _batchRoom.Dispose();
    }

    internal void Complete(Exception? exception) => _events.Writer.TryComplete(exception);

    internal async IAsyncEnumerable<OperationEvent<T>> ReadAllAsync()
    {
        // No token here: who stops the operation completes the channel.
        await foreach (OperationEvent<T> operationEvent in _events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            (operationEvent switch
            {
                ItemEvent<T> => _room,
                BatchEvent<T> => _batchRoom,
                _ => null,
            })?.Release();

            yield return operationEvent;
        }
    }
}
