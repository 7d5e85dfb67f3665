using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs.Following;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs.AgentFiles;

/// <summary>
/// Reads the log of an agent from all its locations, in chronological order. The core and the worker of the agent open the log
/// separately, so after a rotation one of them continues in an older file, and later in a deleted one: the order of the files is not
/// chronological. Each location is a separate stream, and the streams are merged by time.
/// </summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="request">The request.</param>
/// <param name="consumers">The factory of the consumers.</param>
/// <param name="log">The log for warnings about omitted data.</param>
internal sealed class AgentLogReader(IKubernetesClient client, LogRequest request, LogConsumers consumers, IOperationLog log)
{
    // The size of the first read from the end of each location, and the growth of further reads.
    private const long BytesOfAnEntry = 256;
    private const long BytesOfALine = 128;
    private const long MinWindowSize = 64 * 1024;
    private const long Growth = 16;
    private const int Block = 64 * 1024;

    // Far more files than an agent keeps. If there are more, the oldest ones are read sequentially.
    private const int MaxStreams = 32;
    private const int BatchSize = 256;

    private readonly AgentFileReader _files = new(client);
    private readonly ContainerLogReader _console = new(client, request.OfEntries(), log);

    /// <summary>Reads the existing log.</summary>
    /// <param name="source">The container instance of the agent.</param>
    /// <param name="list">The files of the agent.</param>
    /// <param name="entries">The receiver of the entries, in chronological order.</param>
    /// <param name="output">The receiver of the results.</param>
    /// <param name="cursor">The cursor for the position in standard output; null if reading does not continue from there.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The position in each file and the entries that were returned.</returns>
    /// <exception cref="EksConnectorException">A file could not be read to its end; the entries up to the failure are returned.</exception>
    public async Task<AgentLogEnd> ReadAsync(
        LogSource source, AgentFileList list, IEntrySink entries, LogOutput output, LogCursor? cursor, CancellationToken cancellationToken)
    {
        for (long? window = FirstWindow(); ; window = Next(window))
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            List<AgentPart> parts = Start(source, list, window, cursor, stop.Token);
            var merge = new LogMerge(TimeSpan.TicksPerSecond);
            var seen = new ReturnedEntries();
            try
            {
                foreach (AgentPart part in parts)
                {
                    await merge.AddAsync(part.Output.ReadAllAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
                }

                bool isEnough = request.Tail is { } tail
                    ? await TryEmitTailAsync(tail, source, window, parts, merge, seen, entries, cancellationToken).ConfigureAwait(false)
                    : ReachesBack(parts) && await EmitAsync(parts, merge, seen, entries, output, isContinued: cursor is not null, cancellationToken).ConfigureAwait(false);
                if (isEnough)
                {
                    await output.TakeFromAsync(entries.Take, cancellationToken).ConfigureAwait(false);
                    Report(source, list, parts, output, isContinued: cursor is not null);
                    return new AgentLogEnd(parts, seen);
                }
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await Task.WhenAll(parts.Select(part => part.Task)).ConfigureAwait(false);
                await merge.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> EmitAsync(
        List<AgentPart> parts, LogMerge merge, ReturnedEntries seen, IEntrySink entries, LogOutput output, bool isContinued, CancellationToken cancellationToken)
    {
        while (!entries.IsFull && await merge.NextAsync().ConfigureAwait(false) is { } next)
        {
            // If reading continues, copies can still follow in every location.
            AgentLogLocation place = parts[next.Source].Place;
            if ((!isContinued && seen.HasNoCopy(next.Entry, place, merge.NextTimeOfOthers)) || seen.IsNew(next.Entry, place))
            {
                entries.Add(next.Entry);
                if (entries.Count >= BatchSize)
                {
                    await output.TakeFromAsync(entries.Take, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return true;
    }

    private static long? Next(long? window) =>
        window is null or ContainerLogReader.MaxBytes ? null : Math.Min(window.Value * Growth, ContainerLogReader.MaxBytes);

    private long? FirstWindow() => request switch
    {
        { Tail: { } tail } => Math.Min(Math.Max(MinWindowSize, tail * BytesOfAnEntry), ContainerLogReader.MaxBytes),
        { SinceTime: not null } => MinWindowSize,
        _ => null,
    };

    // The window is large enough only if it contains all entries since the requested time.
    private bool ReachesBack(List<AgentPart> parts) =>
        request.SinceTime is not { } since || parts.TrueForAll(part => !part.IsCut || (part.Consumer.FirstTicks > 0 && part.Consumer.FirstTicks < since.Ticks));

    // The requested entries must be in the range in which no entry of any location is missing.
    private async Task<bool> TryEmitTailAsync(
        int tail, LogSource source, long? window, List<AgentPart> parts, LogMerge merge, ReturnedEntries seen, IEntrySink entries, CancellationToken cancellationToken)
    {
        var last = new LastEntries(tail, countsLines: !request.NeedsEntries);
        long whole = 0;
        while (await merge.NextAsync().ConfigureAwait(false) is { } next)
        {
            AgentPart part = parts[next.Source];
            bool isFirst = !part.HasBegun;
            part.HasBegun = true;
            if (seen.IsNew(next.Entry, part.Place))
            {
                last.Add(next.Entry);
                whole += (!isFirst || !part.IsCut) && parts.TrueForAll(other => !other.IsCut || other.HasBegun || IsAfter(next.Entry, other)) ? last.WeightOf(next.Entry) : 0;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        bool isCut = parts.Exists(part => part.IsCut);
        if (isCut && whole < tail && window != ContainerLogReader.MaxBytes)
        {
            return false;
        }

        if (isCut && whole < tail)
        {
            log.Warn(ContainerLogReader.EndedByBound(source, tail));
        }

        foreach (LogEntry entry in last.Take())
        {
            entries.Add(entry);
        }

        return true;
    }

    private static bool IsAfter(LogEntry entry, AgentPart part) =>
        part.Consumer.FirstTicks > 0 && entry.Ticks / TimeSpan.TicksPerSecond > part.Consumer.FirstTicks / TimeSpan.TicksPerSecond;

    private List<AgentPart> Start(LogSource source, AgentFileList list, long? window, LogCursor? cursor, CancellationToken cancellationToken)
    {
        var parts = new List<AgentPart>();
        AgentFile[] logs = [.. list.Files.Where(file => !file.HasErrorsAlone)];
        int chained = Math.Max(0, logs.Length - MaxStreams);
        if (list.HasNoShell)
        {
            Add(new AgentPart(AgentLogLocation.Log, consumers.ForFiles(source)), (part, pump) => _files.CatAsync(source, part.Consumer, pump, cancellationToken));
        }
        else
        {
            AddFiles(logs[..chained], AgentLogLocation.Log);
            Array.ForEach(logs[chained..], file => AddFiles([file], AgentLogLocation.Log));
        }

        foreach (AgentFile file in list.Files.Where(file => file.HasErrorsAlone).TakeLast(MaxStreams))
        {
            AddFiles([file], AgentLogLocation.Errors);
        }

        bool isUnwanted = cursor is not null && request.Tail == 0;
        long? lines = isUnwanted ? 1 : request.SinceTime is not null && request.Tail is null ? null : window / BytesOfALine;
        Add(new AgentPart(AgentLogLocation.Console, consumers.ForAgentConsole(source)) { IsCut = lines is not null }, async (part, pump) =>
        {
            ContainerLogReader.ReadEnd end = await _console.ReadAsync(source, part.Consumer, lines, isUnwanted, pump, cursor, cancellationToken).ConfigureAwait(false);
            part.IsCut = end.MayBeMore;
        });
        return parts;

        void AddFiles(AgentFile[] files, AgentLogLocation place)
        {
            if (files.Length == 0)
            {
                return;
            }

            // If there are many files, they are read completely.
            AgentFilePosition[] from = [.. files.Select(file => new AgentFilePosition(
                file.Inode, window is { } bytes && files.Length == 1 && file.Size > bytes ? (file.Size - bytes) / Block * Block : 0))];
            Add(new AgentPart(place, consumers.ForFiles(source)) { IsCut = from[0].Offset > 0 }, async (part, pump) =>
            {
                part.Positions.AddRange(from);
                for (int i = 0; i < from.Length; i++)
                {
                    int index = i;
                    part.Consumer.Break();
                    if (!await _files.ReadAsync(source, from[i], part.Consumer, pump, moved => part.Positions[index] = moved, cancellationToken).ConfigureAwait(false))
                    {
                        log.Warn($"{source}: a part of its log is no longer available: a file was deleted before it was read.");
                    }
                }
            });
        }

        void Add(AgentPart part, Func<AgentPart, LogPump, Task> read)
        {
            parts.Add(part);
            part.Task = Task.Run(() => RunAsync(part, read, endsLine: cursor is null, cancellationToken), CancellationToken.None);
        }
    }

    private static async Task RunAsync(AgentPart part, Func<AgentPart, LogPump, Task> read, bool endsLine, CancellationToken cancellationToken)
    {
        EksConnectorException? failure = null;
        try
        {
            try
            {
                await read(part, new LogPump(part.Output, isLive: false)).ConfigureAwait(false);
            }
            catch (EksConnectorException exception)
            {
                failure = exception;
            }

            // If reading continues, the rest of an incomplete line follows later.
            if (endsLine || part.Place == AgentLogLocation.Console)
            {
                part.Consumer.Complete();
            }
            else
            {
                part.Consumer.Flush();
            }

            await part.Output.TakeFromAsync(part.Consumer, cancellationToken).ConfigureAwait(false);
            part.Output.Complete(failure);
        }
        catch (EksConnectorException exception)
        {
            part.Output.Complete(failure ?? exception);
        }
        catch (Exception exception)
        {
            part.Output.Abort(exception);
        }
    }

    private void Report(LogSource source, AgentFileList list, List<AgentPart> parts, LogOutput output, bool isContinued)
    {
        long cut = parts.Sum(part => part.Consumer.CutLines);
        if (cut > 0)
        {
            log.Warn($"{source}: {cut} lines are longer than {LineSplitter.MaxLineLength / 1024 / 1024} MB and are returned in pieces.");
        }

        EksConnectorException? console = parts.Find(part => part.Place == AgentLogLocation.Console)?.Output.Failure;
        EksConnectorException? files = parts.Find(part => part.Place != AgentLogLocation.Console && part.Output.Failure is not null)?.Output.Failure;
        if (list.HasNoShell && files is not null && console is null)
        {
            output.ConsoleReason = list.UnavailableReason;
            log.Warn(LogConsumers.ConsoleInstead(source, list.UnavailableReason!));
        }
        else if (files is not null && !(isContinued && TransientErrors.Contains(files)))
        {
            throw files;
        }
        else if (console is { ErrorId: ErrorIds.InvalidParameter })
        {
            throw console;
        }
        else if (console is not null && !isContinued)
        {
            log.Warn($"{source}: its standard output could not be read, so lines that are only there are missing: {console.Message}");
        }
    }
}
