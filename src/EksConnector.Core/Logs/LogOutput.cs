using System.Threading.Channels;

namespace EksConnector.Core.Logs;

/// <summary>
/// What one source has given and nobody has taken yet. Sources are read side by side and told one after the other; a source
/// whose turn has not come reads a little ahead and then waits.
/// </summary>
internal sealed class LogOutput
{
    private const int BatchesAhead = 2;

    private readonly Channel<IReadOnlyList<object>> _batches = Channel.CreateBounded<IReadOnlyList<object>>(
        new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });

    private IReadOnlyList<object> _unsent = [];

    /// <summary>The failure that ended the source, told when all that came before it is.</summary>
    public EksConnectorException? Failure { get; private set; }

    /// <summary>Why standard output is read instead of the agent's log files, as the end of a sentence; null where it is not.</summary>
    public string? WhyConsole { get; set; }

    /// <summary>The failure because of which the agent's log files could not be read; null where there was none.</summary>
    public EksConnectorException? FilesFailure { get; set; }

    /// <summary>Hands over what a consumer has made so far. What could not be handed over before a cancellation comes first.</summary>
    public ValueTask TakeFromAsync(IByteSink consumer, CancellationToken cancellationToken) => TakeFromAsync(consumer.Take, cancellationToken);

    /// <summary>Hands over results. What could not be handed over before a cancellation comes first.</summary>
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

    /// <summary>Says that there is nothing more.</summary>
    public void Complete(EksConnectorException? failure)
    {
        Failure = failure;
        _batches.Writer.TryComplete();
    }

    /// <summary>Says that there is nothing more, because it was cancelled or something unexpected happened.</summary>
    public void Abort(Exception exception) => _batches.Writer.TryComplete(exception);

    /// <summary>Gives the batches as they come.</summary>
    public IAsyncEnumerable<IReadOnlyList<object>> ReadAllAsync(CancellationToken cancellationToken) =>
        _batches.Reader.ReadAllAsync(cancellationToken);
}
