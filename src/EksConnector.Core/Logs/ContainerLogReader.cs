using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs.Following;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs;

/// <summary>Reads containers' logs by way of the log API.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="request">The request.</param>
/// <param name="log">Where it says that there is no log any more.</param>
internal sealed class ContainerLogReader(IKubernetesClient client, LogRequest request, IOperationLog log)
{
    // An entry has a few lines, seldom many: so many are asked for at first, and then ever more.
    private const long LinesOfAnEntry = 2;
    private const long LinesOfAStack = 200;
    private const long Growth = 8;

    // The runtime keeps a long line in pieces, of 16 KiB mostly, and they are what the server counts.
    private const long LeastPiece = 8 * 1024;

    /// <summary>How far from its end a log is read for the last entries that are wanted, in bytes.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    /// <summary>Says that fewer entries are given than were asked for, though there may be more.</summary>
    /// <param name="source">The container's run.</param>
    /// <param name="tail">How many were asked for.</param>
    /// <returns>The warning.</returns>
    public static string EndedByBound(LogSource source, int tail) =>
        $"{source}: the last {MostBytes / 1024 / 1024} MB of its log contain fewer than {tail} matching entries. To read further back, use -Since.";

    /// <summary>Reads what there is.</summary>
    /// <param name="source">The container's run.</param>
    /// <param name="newConsumer">Makes the consumer; more than one where the tail has to be read from further back.</param>
    /// <param name="pump">Moves the bytes.</param>
    /// <param name="cursor">Keeps how far was read; null where nobody goes on from there.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <param name="opened">Called when it is known that the log may be read.</param>
    /// <returns>The consumer, to which the log was given.</returns>
    public async Task<LogConsumer> ReadAsync(
        LogSource source, Func<LogConsumer> newConsumer, LogPump pump, LogCursor? cursor, CancellationToken cancellationToken, Action? opened = null)
    {
        // Who goes on after the last line has to know it, also where it is not wanted.
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

            if (end.Bytes >= MostBytes)
            {
                log.Warn(EndedByBound(source, request.Tail!.Value));
                return consumer;
            }

            lines *= Growth;
        }
    }

    /// <summary>Reads the last lines once.</summary>
    /// <param name="source">The container's run.</param>
    /// <param name="consumer">Gets the log.</param>
    /// <param name="lines">How many lines; null for all.</param>
    /// <param name="isUnwanted">Whether the lines are read to be known alone.</param>
    /// <param name="pump">Moves the bytes.</param>
    /// <param name="cursor">Keeps how far was read; null where nobody goes on from there.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <param name="opened">Called when it is known that the log may be read.</param>
    /// <returns>How many bytes came, and whether there may be lines before them.</returns>
    public async Task<ReadEnd> ReadAsync(
        LogSource source, LogConsumer consumer, long? lines, bool isUnwanted, LogPump pump, LogCursor? cursor, CancellationToken cancellationToken, Action? opened = null)
    {
        long moved;
        var lost = new LostLog(consumer);
        ContainerLogOptions options = Options(source, cursor is not null) with { TailLines = lines };
        using (Stream stream = await client.OpenLogAsync(
            source.Origin.Namespace, source.Origin.Pod, source.Origin.Container, options, silence: null, cancellationToken).ConfigureAwait(false))
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

        return new ReadEnd(moved, lines is > 0 && consumer.Lines + (moved / LeastPiece) >= lines);
    }

    /// <summary>Which part of the log is asked for.</summary>
    /// <param name="source">The container's run.</param>
    /// <param name="withTimestamps">Whether timestamps are needed in any case.</param>
    /// <returns>The options, without a tail.</returns>
    public ContainerLogOptions Options(LogSource source, bool withTimestamps) => new()
    {
        Previous = source.Origin.IsPrevious,
        Timestamps = withTimestamps || request.NeedsEntries,
        SinceTime = request.SinceTime,
        LimitBytes = request.LimitBytes,
    };

    /// <summary>What a read of the last lines came to.</summary>
    /// <param name="Bytes">How many bytes came.</param>
    /// <param name="MayBeMore">Whether there may be lines before them.</param>
    internal readonly record struct ReadEnd(long Bytes, bool MayBeMore);
}
