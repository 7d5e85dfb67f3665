using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Logs.Following;

/// <summary>Follows the standard output of one container instance, and reconnects after a connection failure.</summary>
/// <param name="settings">The settings for all instances of the container.</param>
/// <param name="request">The request.</param>
/// <param name="source">The container instance.</param>
/// <param name="consumer">The receiver of the log.</param>
/// <param name="cursor">The position up to which the log has been read.</param>
/// <param name="output">The receiver of the consumer's results.</param>
internal sealed class ConsoleStream(
    FollowSettings settings, LogRequest request, LogSource source, LogConsumer consumer, LogCursor cursor, LogOutput output)
{
    // A stream without data for this time is reopened, to detect a broken connection.
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(5);

    private readonly LogPump _pump = new(output, isLive: true);
    private CursorLines? _unended;

    /// <summary>The time of the last line (UTC); null if no line was read.</summary>
    public DateTime? Time => cursor.Time;

    /// <summary>Continues to read the log from the current position.</summary>
    /// <param name="run">The container instance, as the current or the previous one.</param>
    /// <param name="isLive">Whether the method waits for new data.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task ContinueReadingAsync(LogSource run, bool isLive, CancellationToken cancellationToken)
    {
        cursor.Rewind();
        ContainerLogOptions options = new ContainerLogReader(settings.Client, request, settings.Log).Options(run, withTimestamps: true) with
        {
            Follow = isLive,
            SinceTime = cursor.Time ?? request.SinceTime,
        };
        var filter = new CursorLines(consumer, cursor, request.NeedsEntries);
        using Stream stream = await settings.Client.OpenLogAsync(
            run.Origin.Namespace, run.Origin.Pod, run.Origin.Container, options, isLive ? s_silence : null, cancellationToken).ConfigureAwait(false);
        _unended = null;
        await _pump.MoveAsync(stream, filter, limit: null, cancellationToken).ConfigureAwait(false);
        if (isLive)
        {
            // The connection may have ended in the middle of a line, which is then read again.
            _unended = filter;
            return;
        }

        filter.End();
        await output.TakeFromAsync(consumer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Handles a connection failure, so that an incomplete line is read again.</summary>
    public void Reset() => _unended = null;

    /// <summary>Reads the rest of the log after another instance has started, or reports that it is no longer available.</summary>
    /// <param name="previous">The instance as the previous one; null if the cluster no longer has it.</param>
    /// <param name="end">The time at which it ended; null if it is not known.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task ReadRemainderAsync(LogSource? previous, DateTimeOffset? end, CancellationToken cancellationToken)
    {
        string? why = previous is null
            ? "the container ended and its log was deleted before it was read completely"
            : await TryReadAsync(previous, cancellationToken).ConfigureAwait(false);
        if (previous is null && _unended is { } ended)
        {
            // The log was read until the container ended.
            ended.End();
        }
        else if (why is not null)
        {
            settings.ReportLostLines(source, cursor.Time, end, why);
        }
    }

    /// <summary>Reads the rest of the log of an instance that has ended.</summary>
    /// <param name="run">The container instance.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The reason why the log could not be read, which completes a sentence; null if it was read.</returns>
    public async Task<string?> TryReadAsync(LogSource run, CancellationToken cancellationToken)
    {
        try
        {
            await ContinueReadingAsync(run, isLive: false, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (EksConnectorException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }
}
