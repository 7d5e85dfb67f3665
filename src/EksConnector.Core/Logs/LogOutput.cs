using System.Threading.Channels;

namespace EksConnector.Core.Logs;

/// <summary>
/// The pending results of one source. Sources are read concurrently but returned one by one; a source that is not returned yet reads a
/// little ahead and then waits.
/// </summary>
internal sealed class LogOutput
{
    private const int BatchesAhead = 2;

    private readonly Channel<IReadOnlyList<object>> _batches = Channel.CreateBounded<IReadOnlyList<object>>(
        new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });

    private IReadOnlyList<object> _unsent = [];

    /// <summary>The failure that ended the source, which is reported after its results.</summary>
    public EksConnectorException? Failure { get; private set; }

    /// <summary>The reason why standard output is read instead of the agent's log files, which completes a sentence; otherwise null.</summary>
    public string? ConsoleReason { get; set; }

    /// <summary>The error that prevented reading the agent's log files; null if there was none.</summary>
    public EksConnectorException? FilesFailure { get; set; }

    /// <summary>Writes the results of a consumer. Results that could not be written before a cancellation are written first.</summary>
    public ValueTask TakeFromAsync(IByteSink consumer, CancellationToken cancellationToken) => TakeFromAsync(consumer.Take, cancellationToken);

    /// <summary>Writes results. Results that could not be written before a cancellation are written first.</summary>
    public async ValueTask TakeFromAsync(Func<IReadOnlyList<object>> take, CancellationToken cancellationToken)
    {
        if (_unsent.Count > 0)
        {
            await _batches.Writer.WriteAsync(_unsent, cancellationToken).ConfigureAwait(false);
            _unsent = [];
        }

        _unsent = take();
        if (_unsent.Count > 0)
        {
            await _batches.Writer.WriteAsync(_unsent, cancellationToken).ConfigureAwait(false);
            _unsent = [];
        }
    }

    /// <summary>Completes the output.</summary>
    public void Complete(EksConnectorException? failure)
    {
        Failure = failure;
        _batches.Writer.TryComplete();
    }

    /// <summary>Completes the output because of a cancellation or an unexpected error.</summary>
    public void Abort(Exception exception) => _batches.Writer.TryComplete(exception);

    /// <summary>Returns the batches as they arrive.</summary>
    public IAsyncEnumerable<IReadOnlyList<object>> ReadAllAsync(CancellationToken cancellationToken) =>
        _batches.Reader.ReadAllAsync(cancellationToken);
}
