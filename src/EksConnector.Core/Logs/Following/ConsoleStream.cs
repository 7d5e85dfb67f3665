using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Logs.Following;

/// <summary>Follows what one run of a container writes to its standard output, over connections that break.</summary>
/// <param name="settings">What the container's runs have in common.</param>
/// <param name="request">The request.</param>
/// <param name="source">The run.</param>
/// <param name="consumer">Gets the log.</param>
/// <param name="cursor">How far the log has been read.</param>
/// <param name="output">Gets what the consumer makes of it.</param>
internal sealed class ConsoleStream(
    FollowSettings settings, LogRequest request, LogSource source, LogConsumer consumer, LogCursor cursor, LogOutput output)
{
    // How long a stream may be silent; it is then opened again, which shows whether the connection is dead.
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(5);

    private readonly LogPump _pump = new(output, isLive: true);
    private CursorLines? _unended;

    /// <summary>When the last line was logged (UTC); null where none was read.</summary>
    public DateTime? Time => cursor.Time;

    /// <summary>Goes on from where the log was read to, as far as it goes.</summary>
    /// <param name="run">The run, as the present or the one before.</param>
    /// <param name="isLive">Whether it waits for what comes.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task ReadOnAsync(LogSource run, bool isLive, CancellationToken cancellationToken)
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
            // It may be the connection that has ended, in the middle of a line; that is read again.
            _unended = filter;
            return;
        }

        filter.End();
        await output.TakeFromAsync(consumer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says that the connection broke, so that a line without an end is read again.</summary>
    public void Forget() => _unended = null;

    /// <summary>Reads what is left when another run has begun, or reports it to be gone.</summary>
    /// <param name="previous">The run as the one before; null where the cluster does not know it any more.</param>
    /// <param name="end">When it ended; null where that is not known.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task LeaveAsync(LogSource? previous, DateTimeOffset? end, CancellationToken cancellationToken)
    {
        string? why = previous is null
            ? "the run ended and its log was deleted before it was read completely"
            : await TryReadAsync(previous, cancellationToken).ConfigureAwait(false);
        if (previous is null && _unended is { } ended)
        {
            // The log went on until the container ended, and so did the reading.
            ended.End();
        }
        else if (why is not null)
        {
            settings.ReportGone(source, cursor.Time, end, why);
        }
    }

    /// <summary>Reads what is left of a run that is over.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>Why it could not be read, as the end of a sentence; null where it could.</returns>
    public async Task<string?> TryReadAsync(LogSource run, CancellationToken cancellationToken)
    {
        try
        {
            await ReadOnAsync(run, isLive: false, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (EksConnectorException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }
}
