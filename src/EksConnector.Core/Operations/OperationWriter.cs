using System.Collections.Concurrent;
using System.Threading.Channels;

namespace EksConnector.Core.Operations;

/// <summary>
/// Receives the events of an operation from any number of tasks and passes them to one reader. Writing a result waits for the
/// reader (backpressure); messages are few and are written without a wait.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class OperationWriter<T> : IOperationLog, IDisposable
{
    private const int ItemsAhead = 256;

    // A batch contains hundreds of results.
    private const int BatchesAhead = 4;

    // Each event occupies a slot of its semaphore until it is read.
    private readonly Channel<(OperationEvent<T> Event, SemaphoreSlim? Room)> _events =
        Channel.CreateUnbounded<(OperationEvent<T> Event, SemaphoreSlim? Room)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SemaphoreSlim _room = new(ItemsAhead);
    private readonly SemaphoreSlim _batchRoom = new(BatchesAhead);
    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);

    private ResultOrder<T>? _order;

    internal OperationWriter(bool traces) => IsVerbose = traces;

    /// <inheritdoc/>
    public bool IsVerbose { get; }

    /// <summary>Writes a result; waits if the reader is too far behind.</summary>
    /// <param name="item">The result.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>A task that completes when the result is written.</returns>
    public async ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        DisplayObject.Clean(item);
        var operationEvent = new ItemEvent<T>(item);
        if (_order?.Holds(operationEvent) == true)
        {
            return;
        }

        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        _events.Writer.TryWrite((operationEvent, _room));
    }

    /// <summary>Writes several results; waits if the reader is too far behind.</summary>
    /// <param name="items">The results; the list must not be changed afterwards.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>A task that completes when the results are written.</returns>
    public async ValueTask WriteAsync(IReadOnlyList<T> items, CancellationToken cancellationToken)
    {
        await _batchRoom.WaitAsync(cancellationToken).ConfigureAwait(false);
        _events.Writer.TryWrite((new BatchEvent<T>(items), _batchRoom));
    }

    /// <summary>Writes the failure of one cluster or one input.</summary>
    /// <param name="exception">The error.</param>
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
        // Verbose messages are cleaned only if they are requested, because compiling that code would dominate the time of a first call.
        if (IsVerbose)
        {
            Write(new MessageEvent<T>(OutsideText.Line(text), IsWarning: false));
        }
    }

    /// <summary>Reports the progress of the operation.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="status">The current step.</param>
    /// <param name="percentComplete">The percentage of completed work, 0 to 100; -1 if it is not known.</param>
    public void Report(string activity, string status, int percentComplete) => Report(activity, status, percentComplete, timeLeft: null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _room.Dispose();
        _batchRoom.Dispose();
    }

    internal void Report(string activity, string status, int percentComplete, TimeSpan? timeLeft) =>
        Write(new ProgressEvent<T>(OutsideText.Line(activity), OutsideText.Line(status), percentComplete) { TimeLeft = timeLeft });

    /// <summary>Keeps all further results and failures in the order of the clusters.</summary>
    /// <returns>The order, which must be notified when the work on a cluster begins and ends.</returns>
    internal ResultOrder<T> KeepOrder() => _order = new ResultOrder<T>(Write);

    internal void Complete(Exception? exception) => _events.Writer.TryComplete(exception);

    internal async IAsyncEnumerable<OperationEvent<T>> ReadAllAsync()
    {
        // No token is needed, because canceling the operation completes the channel.
        await foreach ((OperationEvent<T> operationEvent, SemaphoreSlim? room) in _events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            room?.Release();
            yield return operationEvent;
        }
    }

    private void Write(OperationEvent<T> operationEvent) => _events.Writer.TryWrite((operationEvent, null));
}
