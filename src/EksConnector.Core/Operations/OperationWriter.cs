using System.Collections.Concurrent;
using System.Threading.Channels;

namespace EksConnector.Core.Operations;

/// <summary>
/// Takes what an operation says, from any number of tasks, and hands it to the one who reads its events. Results
/// wait until the reader keeps up (back-pressure); messages are few and never wait.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class OperationWriter<T> : IOperationLog, IDisposable
{
    private const int ItemsAhead = 256;

    // A batch is some hundred results.
    private const int BatchesAhead = 4;

    // An event, and the room that it takes until it is read.
    private readonly Channel<(OperationEvent<T> Event, SemaphoreSlim? Room)> _events =
        Channel.CreateUnbounded<(OperationEvent<T> Event, SemaphoreSlim? Room)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SemaphoreSlim _room = new(ItemsAhead);
    private readonly SemaphoreSlim _batchRoom = new(BatchesAhead);
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);

    private readonly bool _traces;
    private ResultOrder<T>? _order;

    internal OperationWriter(bool traces) => _traces = traces;

    /// <summary>Hands over a result; waits while the reader is far behind.</summary>
    /// <param name="item">The result.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>A task that ends when the result is handed over.</returns>
    public async ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        ShownObject.Clean(item);
        var operationEvent = new ItemEvent<T>(item);
        if (_order?.Holds(operationEvent) == true)
        {
            return;
        }

        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        _events.Writer.TryWrite((operationEvent, _room));
    }

    /// <summary>Hands over several results; waits while the reader is far behind.</summary>
    /// <param name="items">The results, which the writer does not touch again.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>A task that ends when the results are handed over.</returns>
    public async ValueTask WriteAsync(IReadOnlyList<T> items, CancellationToken cancellationToken)
    {
        await _batchRoom.WaitAsync(cancellationToken).ConfigureAwait(false);
        _events.Writer.TryWrite((new BatchEvent<T>(items), _batchRoom));
    }

    /// <summary>Says that one cluster or one input failed.</summary>
    /// <param name="exception">What failed.</param>
    public void Fail(EksConnectorException exception)
    {
        var operationEvent = new FailureEvent<T>(exception);
        if (_order?.Holds(operationEvent) != true)
        {
            Write(operationEvent);
        }
    }

    /// <inheritdoc/>
    public void Warn(string text)
    {
        string shown = OutsideText.Line(text);
        if (_warned.TryAdd(shown, true))
        {
            Write(new MessageEvent<T>(shown, IsWarning: true));
        }
    }

    /// <inheritdoc/>
    public void Trace(string text)
    {
        // What nobody reads is not cleaned: that would be most of what a first call has to compile.
        if (_traces)
        {
            Write(new MessageEvent<T>(OutsideText.Line(text), IsWarning: false));
        }
    }

    /// <summary>Says how far the operation is.</summary>
    /// <param name="activity">What is being done.</param>
    /// <param name="status">What it is at.</param>
    /// <param name="percentComplete">0 to 100, or -1.</param>
    public void Report(string activity, string status, int percentComplete) => Report(activity, status, percentComplete, timeLeft: null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _room.Dispose();
        _batchRoom.Dispose();
    }

    internal void Report(string activity, string status, int percentComplete, TimeSpan? timeLeft) =>
        Write(new ProgressEvent<T>(OutsideText.Line(activity), OutsideText.Line(status), percentComplete) { TimeLeft = timeLeft });

    /// <summary>From now on, results and failures come in the order of several clusters.</summary>
    /// <returns>The order, which is told when the work on a cluster begins and ends.</returns>
    internal ResultOrder<T> KeepOrder() => _order = new ResultOrder<T>(Write);

    internal void Complete(Exception? exception) => _events.Writer.TryComplete(exception);

    internal async IAsyncEnumerable<OperationEvent<T>> ReadAllAsync()
    {
        // No token here: who stops the operation completes the channel.
        await foreach ((OperationEvent<T> operationEvent, SemaphoreSlim? room) in _events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            room?.Release();
            yield return operationEvent;
        }
    }

    private void Write(OperationEvent<T> operationEvent) => _events.Writer.TryWrite((operationEvent, null));
}
