using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs.Following;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs;

/// <summary>Reads containers' logs by way of the log API.</summary>
/// <param name="client">The cluster.</param>
/// <param name="request">What is asked.</param>
/// <param name="log">Where it says that there is no log any more.</param>
internal sealed class ContainerLogReader(IKubernetesClient client, LogRequest request, IOperationLog log)
{
    // An entry has a few lines, seldom many: so many are asked for at first, and then ever more.
    private const long LinesOfAnEntry = 2;
    private const long LinesOfAStack = 200;
    private const long Growth = 8;

    // The runtime keeps a long line in pieces, of 16 KiB mostly, and they are what the server counts.
    private const long LeastPiece = 8 * 1024;

    /// <summary>Reads what there is.</summary>
    /// <param name="source">The container's run.</param>
    /// <param name="newConsumer">Makes the consumer; more than one where the tail has to be read from further back.</param>
    /// <param name="pump">Moves the bytes.</param>
    /// <param name="cursor">Keeps how far was read; null where nobody goes on from there.</param>
    /// <param name="cancellationToken">Cancels it.</param>
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
            long moved;
            LogConsumer consumer = newConsumer();
            var lost = new LostLog(consumer);
            ContainerLogOptions options = Options(source, cursor is not null) with { TailLines = lines };
            using (Stream stream = await client.OpenLogAsync(
                source.Origin.Namespace, source.Origin.Pod, source.Origin.Container, options, silence: null, cancellationToken).ConfigureAwait(false))
            {
                opened?.Invoke();
                opened = null;
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

            bool mayBeMore = lines is > 0 && !isUnwanted && request.NeedsEntries && consumer.Lines + (moved / LeastPiece) >= lines;
            if (!mayBeMore || consumer.Entries > request.Tail)
            {
                return consumer;
            }

            lines *= Growth;
        }
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
}
