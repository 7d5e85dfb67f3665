using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs.Following;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs;

/// <summary>Reads the logs of containers with the log API.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="request">The request.</param>
/// <param name="log">The log for warnings about logs that no longer exist.</param>
internal sealed class ContainerLogReader(IKubernetesClient client, LogRequest request, IOperationLog log)
{
    // An entry usually has a few lines, so the first request is for a few lines per entry, and further requests are for more.
    private const long LinesOfAnEntry = 2;
    private const long LinesOfAStack = 200;
    private const long Growth = 8;

    // The container runtime splits a long line into pieces, usually of 16 KiB, and the server counts the pieces.
    private const long MinPieceSize = 8 * 1024;

    /// <summary>The maximum number of bytes that are read from the end of a log to find the last entries.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    /// <summary>Returns the warning that fewer entries than requested are returned, although there may be more.</summary>
    /// <param name="source">The container instance.</param>
    /// <param name="tail">The number of requested entries.</param>
    /// <returns>The warning.</returns>
    public static string EndedByBound(LogSource source, int tail) =>
        $"{source}: the last {MaxBytes / 1024 / 1024} MB of its log contain fewer than {tail} matching entries. To read further back, use -Since.";

    /// <summary>Reads the existing log.</summary>
    /// <param name="source">The container instance.</param>
    /// <param name="newConsumer">Creates the consumer; called again if the tail must be read from an earlier position.</param>
    /// <param name="pump">The pump that moves the bytes.</param>
    /// <param name="cursor">The cursor for the position in the log; null if reading does not continue from there.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <param name="opened">The callback after the log was opened.</param>
    /// <returns>The consumer that received the log.</returns>
    public async Task<LogConsumer> ReadAsync(
        LogSource source, Func<LogConsumer> newConsumer, LogPump pump, LogCursor? cursor, CancellationToken cancellationToken, Action? opened = null)
    {
        // To continue after the last line, the line must be read even if it is not returned.
        bool isUnwanted = cursor is not null && request.Tail == 0;
        long? lines = isUnwanted ? 1 : request.Tail is { } tail && request.NeedsEntries && tail > 0 ? (tail * LinesOfAnEntry) + LinesOfAStack : request.Tail;
        while (true)
        {
            LogConsumer consumer = newConsumer();
            ReadEnd end = await ReadAsync(source, consumer, lines, isUnwanted, pump, cursor, cancellationToken, opened).ConfigureAwait(false);
            opened = null;
            if (!end.MayBeMore || isUnwanted || !request.NeedsEntries || consumer.Entries > request.Tail)
            {
                return consumer;
            }

            if (end.Bytes >= MaxBytes)
            {
                log.Warn(EndedByBound(source, request.Tail!.Value));
                return consumer;
            }

            lines *= Growth;
        }
    }

    /// <summary>Reads the last lines once.</summary>
    /// <param name="source">The container instance.</param>
    /// <param name="consumer">The receiver of the log.</param>
    /// <param name="lines">The number of lines; null for all.</param>
    /// <param name="isUnwanted">Whether the lines are read only to set the cursor.</param>
    /// <param name="pump">The pump that moves the bytes.</param>
    /// <param name="cursor">The cursor for the position in the log; null if reading does not continue from there.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <param name="opened">The callback after the log was opened.</param>
    /// <returns>The number of bytes that were read, and whether there may be earlier lines.</returns>
    public async Task<ReadEnd> ReadAsync(
        LogSource source, LogConsumer consumer, long? lines, bool isUnwanted, LogPump pump, LogCursor? cursor, CancellationToken cancellationToken, Action? opened = null)
    {
        long moved;
        var lost = new LostLog(consumer);
        ContainerLogOptions options = Options(source, cursor is not null) with { TailLines = lines };
        using (Stream stream = await client.OpenLogAsync(
            source.Origin.Namespace, source.Origin.Pod, source.Origin.Container, options, inactivityTimeout: null, cancellationToken).ConfigureAwait(false))
        {
            opened?.Invoke();
            cursor?.Clear();
            CursorLines? filter = cursor is null ? null : new CursorLines(lost, cursor, request.NeedsEntries) { IsUnwanted = isUnwanted };
            moved = await pump.MoveAsync(stream, filter ?? (LogConsumer)lost, request.LimitBytes, cancellationToken).ConfigureAwait(false);
            filter?.End();
            lost.End();
        }

        if (lost.IsLost)
        {
            log.Warn($"{source}: {(source.Origin.IsPrevious ? "the log of its earlier run" : "its log")} is no longer on the node.");
        }

        return new ReadEnd(moved, lines is > 0 && consumer.Lines + (moved / MinPieceSize) >= lines);
    }

    /// <summary>Returns the options for a request to the log API.</summary>
    /// <param name="source">The container instance.</param>
    /// <param name="withTimestamps">Whether timestamps are always needed.</param>
    /// <returns>The options without a tail.</returns>
    public ContainerLogOptions Options(LogSource source, bool withTimestamps) => new()
    {
        Previous = source.Origin.IsPrevious,
        Timestamps = withTimestamps || request.NeedsEntries,
        SinceTime = request.SinceTime,
        LimitBytes = request.LimitBytes,
    };

    /// <summary>The result of reading the last lines.</summary>
    /// <param name="Bytes">The number of bytes that were read.</param>
    /// <param name="MayBeMore">Whether there may be earlier lines.</param>
    internal readonly record struct ReadEnd(long Bytes, bool MayBeMore);
}
