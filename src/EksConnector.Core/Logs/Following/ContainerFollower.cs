using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs.AgentFiles;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs.Following;

/// <summary>
/// Follows one container of one pod for as long as it is asked to: over its restarts, over the pod's re-creation, over the rolling
/// of the agent's files, and over connections that break. What is gone is told, with its span of time.
/// </summary>
internal sealed class ContainerFollower
{
    // How long a stream may be silent; it is then opened again, which shows whether the connection is dead.
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_scriptTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // An agent that has just begun may not have made its log file yet.
    private const int MostWaitsForFile = 10;

    private readonly IKubernetesClient _client;
    private readonly LogSelection _selection;
    private readonly PodTracker _tracker;
    private readonly TimeProvider _clock;
    private readonly IOperationLog _log;
    private readonly LogPump _pump;
    private readonly LogPump _firstPump;
    private readonly LogOutput _output;
    private readonly CancellationToken _cancellation;

    private LogRequest _request;
    private LogConsumers _consumers;
    private LogConsumer? _consumer;
    private LogSource? _run;
    private LogCursor _cursor;
    private CursorLines? _unended;
    private AgentFilePosition? _position;
    private LastSecond _fileLines = new();
    private bool _isNew;
    private int _waitsForFile;
    private bool _readsConsole;
    private bool _isRead;

    public ContainerFollower(
        IKubernetesClient client,
        LogRequest request,
        bool isNew,
        LogSelection selection,
        PodTracker tracker,
        TimeProvider clock,
        IOperationLog log,
        LogOutput output,
        CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _client = client;
        _selection = selection;
        _tracker = tracker;
        _clock = clock;
        _log = log;
        _output = output;
        _pump = new LogPump(output, isLive: true);
        _firstPump = new LogPump(output, isLive: false);
        _cursor = new LogCursor(TellGoneFromConsole);
        _request = request;
        _consumers = new LogConsumers(request, cancellationToken);
        if (isNew)
        {
            TakeWhole();
        }
    }

    /// <summary>Follows until it is cancelled.</summary>
    /// <param name="pod">The pod's name.</param>
    /// <param name="container">The container.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that ends by cancellation, or with a failure that does not pass.</returns>
    public async Task RunAsync(string pod, string container, CancellationToken cancellationToken)
    {
        while (true)
        {
            ConnectorSnapshot snapshot = _tracker.Current;
            LogSource? run = RunOf(snapshot, pod, container);
            if (run is null || (_isRead && IsSameRun(run)))
            {
                await _tracker.ChangedAsync(snapshot, cancellationToken).ConfigureAwait(false);
                continue;
            }

            try
            {
                await FollowAsync(run, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (MayPass(exception))
            {
                // The container may be about to start, or about to go; what it is then shows in its pod.
                TellBreak(run, exception);
                _unended = PassingFaults.Contains(exception) ? null : _unended;
            }

            if (!_isRead)
            {
                await Task.Delay(s_pause, _clock, cancellationToken).ConfigureAwait(false);
                await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives what might have gone on when following is over.</summary>
    /// <param name="cancellationToken">Cancels the wait for the reader.</param>
    /// <returns>A task that ends when all is given.</returns>
    public Task EndAsync(CancellationToken cancellationToken) => CompleteAsync(cancellationToken);

    private static bool MayPass(EksConnectorException exception) =>
        PassingFaults.Contains(exception) || exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.InvalidRequest;

    private static DateTime Utc(DateTimeOffset? time, DateTime otherwise) => time?.UtcDateTime ?? otherwise;

    private static FileLines Remembering(LogConsumer consumer, LastSecond lines) => new(consumer, lines);

    private LogSource? RunOf(ConnectorSnapshot snapshot, string pod, string container) =>
        snapshot.Pods.FirstOrDefault(candidate => candidate.Metadata?.Name == pod) is { } found ? _selection.RunOf(snapshot, found, container) : null;

    private bool IsSameRun(LogSource run) => _run is not null && run.RunId == _run.RunId && run.PodUid == _run.PodUid;

    private async Task FollowAsync(LogSource run, CancellationToken cancellationToken)
    {
        if (!IsSameRun(run))
        {
            await LeaveAsync(run, cancellationToken).ConfigureAwait(false);
            await ReadUnseenAsync(run, cancellationToken).ConfigureAwait(false);
            _run = run;
            _consumer = null;
            _cursor = new LogCursor(TellGoneFromConsole);
            _unended = null;
            _position = null;
            _waitsForFile = 0;
            _readsConsole = !run.IsAgent;
            _isRead = false;
        }

        if (!_readsConsole && run.IsRunning)
        {
            await FollowFilesAsync(run, cancellationToken).ConfigureAwait(false);
        }
        else if (!_readsConsole && _position is not null)
        {
            await EndFilesAsync(run, LastStateOf(run)?.Terminated, cancellationToken).ConfigureAwait(false);
            _isRead = true;
        }
        else if (!_readsConsole)
        {
            TurnToConsole(run, "it does not run");
        }

        if (_readsConsole)
        {
            await FollowConsoleAsync(run, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FollowFilesAsync(LogSource run, CancellationToken cancellationToken)
    {
        var reader = new AgentFileReader(_client, _request, TellLost);
        if (_position is null && _consumer is null)
        {
            AgentFileResult begun = await reader.BeginAsync(run, NewForFiles, mayUseCat: false, _firstPump, cancellationToken).ConfigureAwait(false);
            if (begun.WhyNot is not null || begun.Position is null)
            {
                _consumer = null;
                TurnToConsole(run, begun.WhyNot ?? "its log files could not be read", begun.IsMissing);
                return;
            }

            _consumer = begun.Consumer;
            _position = begun.Position;
            if (begun.Break is { } broken)
            {
                TellBreak(run, broken);
                return;
            }

            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            long start = _clock.GetTimestamp();
            AgentFileResult more = await reader.GoOnAsync(run, _consumer!, _position, s_scriptTime, _pump, cancellationToken).ConfigureAwait(false);
            _position = more.Position ?? _position;
            if (more.Failure is { ErrorId: ErrorIds.AccessDenied } denied && _position is not null)
            {
                throw denied;
            }

            if (more.WhyNot is not null && _position is null)
            {
                TurnToConsole(run, more.WhyNot, more.IsMissing);
                return;
            }

            if (more.Break is { } fault)
            {
                TellBreak(run, fault);
            }

            // What ends so soon was not waiting: the container is about to go, or the connection broke.
            if (more.WhyNot is not null || more.Break is not null || _clock.GetElapsedTime(start) < s_pause)
            {
                return;
            }
        }
    }

    private async Task FollowConsoleAsync(LogSource run, CancellationToken cancellationToken)
    {
        var reader = new ContainerLogReader(_client, _request, _log);
        if (_consumer is null && _request.Tail is not null)
        {
            await reader.ReadAsync(run, NewForConsole, _firstPump, _cursor, cancellationToken).ConfigureAwait(false);
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        _consumer ??= _consumers.ForConsole(run);
        if (run.IsRunning)
        {
            await ReadOnAsync(run, isLive: true, cancellationToken).ConfigureAwait(false);
            await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
            run = RunOf(_tracker.Current, run.Origin.Pod, run.Origin.Container) is { } now && IsSameRun(now) ? now : run;
        }

        if (!run.IsRunning)
        {
            await ReadOnAsync(run, isLive: false, cancellationToken).ConfigureAwait(false);
            await SettleAsync(cancellationToken).ConfigureAwait(false);
            _isRead = true;
        }
    }

    // From where the log was read to, as far as it goes.
    private async Task ReadOnAsync(LogSource run, bool isLive, CancellationToken cancellationToken)
    {
        _cursor.Rewind();
        ContainerLogOptions options = new ContainerLogReader(_client, _request, _log).Options(run, withTimestamps: true) with
        {
            Follow = isLive,
            SinceTime = _cursor.Time ?? _request.SinceTime,
        };
        var filter = new CursorLines(_consumer!, _cursor, _request.NeedsEntries);
        using Stream stream = await _client.OpenLogAsync(
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
        await _output.TakeFromAsync(_consumer!, cancellationToken).ConfigureAwait(false);
    }

    // The run that was followed is over, and another one has begun: what has not been read of it is read, or told to be gone.
    private async Task LeaveAsync(LogSource next, CancellationToken cancellationToken)
    {
        if (_run is not { } old)
        {
            return;
        }

        TakeWhole();
        if (!_isRead && _consumer is not null)
        {
            Kubernetes.Models.ContainerStateTerminated? end = LastStateOf(next)?.Terminated;
            LogSource? previous = old.PodUid == next.PodUid && end?.ContainerID == old.RunId
                ? old with { Origin = old.Origin with { IsPrevious = true } }
                : null;
            if (_readsConsole)
            {
                await EndConsoleAsync(old, previous, end, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await EndFilesAsync(previous, end, cancellationToken).ConfigureAwait(false);
            }
        }

        await CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    // Of the runs that came and went since the last look the cluster holds the last one.
    private async Task ReadUnseenAsync(LogSource next, CancellationToken cancellationToken)
    {
        int unseen = next.Restarts - (_run is { } old && old.PodUid == next.PodUid ? old.Restarts + 1 : 0);
        if (!_isNew || unseen <= 0)
        {
            return;
        }

        _run = next with { Origin = next.Origin with { IsPrevious = true } };
        _cursor = new LogCursor(TellGoneFromConsole);
        NewForConsole();
        string? why = await TryReadAsync(() => ReadOnAsync(_run, isLive: false, cancellationToken)).ConfigureAwait(false);
        await CompleteAsync(cancellationToken).ConfigureAwait(false);
        if (unseen > 1 || why is not null)
        {
            TellGone(next, null, Utc(LastStateOf(next)?.Terminated?.StartedAt, _clock.GetUtcNow().UtcDateTime), why ?? "it was restarted several times before it could be read");
        }
    }

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_consumer is not null)
        {
            _consumer.Complete();
            await _output.TakeFromAsync(_consumer, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EndConsoleAsync(
        LogSource old, LogSource? previous, Kubernetes.Models.ContainerStateTerminated? end, CancellationToken cancellationToken)
    {
        string? why = previous is null
            ? "its run was over, and its log gone, before it could be read to its end"
            : await TryReadAsync(() => ReadOnAsync(previous, isLive: false, cancellationToken)).ConfigureAwait(false);
        if (previous is null && _unended is { } ended)
        {
            // The log went on until the container ended, and so did the reading.
            ended.End();
        }
        else if (why is not null)
        {
            TellGone(old, _cursor.Time, Utc(end?.FinishedAt, _clock.GetUtcNow().UtcDateTime), why);
        }
    }

    // The files went with the container. What the agent wrote on its standard output may still be there.
    private async Task EndFilesAsync(LogSource? ended, Kubernetes.Models.ContainerStateTerminated? end, CancellationToken cancellationToken)
    {
        DateTime? last = _fileLines.Time;
        if (ended is not null)
        {
            await CompleteAsync(cancellationToken).ConfigureAwait(false);
            NewForConsole();
            await TryReadAsync(() => ReadRestAsync(ended, last, cancellationToken)).ConfigureAwait(false);
        }

        TellGone(_run!, last, Utc(end?.FinishedAt, _clock.GetUtcNow().UtcDateTime), "its log files went with the container");
    }

    private async Task ReadRestAsync(LogSource ended, DateTime? last, CancellationToken cancellationToken)
    {
        ContainerLogOptions options = new ContainerLogReader(_client, _request, _log).Options(ended, withTimestamps: true) with { SinceTime = last ?? _request.SinceTime };
        var filter = new UnknownLines(_consumer!, _fileLines, _request.NeedsEntries);
        using Stream stream = await _client.OpenLogAsync(
            ended.Origin.Namespace, ended.Origin.Pod, ended.Origin.Container, options, silence: null, cancellationToken).ConfigureAwait(false);
        await _pump.MoveAsync(stream, filter, limit: null, cancellationToken).ConfigureAwait(false);
        filter.End();
        await SettleAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string?> TryReadAsync(Func<Task> read)
    {
        try
        {
            await read().ConfigureAwait(false);
            return null;
        }
        catch (EksConnectorException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    // The tail was asked for of what there was at the beginning. What comes later is read whole.
    private void TakeWhole()
    {
        _isNew = true;
        _request = _request with { Tail = null };
        _consumers = new LogConsumers(_request, _cancellation);
    }

    private LogConsumer NewForFiles()
    {
        _fileLines = new LastSecond();
        return _consumer = Remembering(_consumers.ForFiles(_run!), _fileLines);
    }

    private LogConsumer NewForConsole() => _consumer = _consumers.ForConsole(_run!);

    private Kubernetes.Models.ContainerState? LastStateOf(LogSource run)
    {
        Kubernetes.Models.ContainerStatus? found = _tracker.Current.Pods
            .FirstOrDefault(candidate => candidate.Metadata?.Name == run.Origin.Pod)?.StatusOf(run.Origin.Container);
        return run.IsRunning || found?.State?.Terminated is null ? found?.LastState : found.State;
    }

    private void TellBreak(LogSource run, EksConnectorException fault) =>
        _log.Trace($"{run}: following goes on after {fault.ErrorId}: {fault.Message}");

    private void TurnToConsole(LogSource run, string why, bool mayCome = false)
    {
        if (mayCome && _isNew && _waitsForFile++ < MostWaitsForFile)
        {
            return;
        }

        _readsConsole = true;
        _consumer = null;
        _log.Warn(LogConsumers.ConsoleInstead(run, why));
    }

    private void TellLost(LogSource run) =>
        TellGone(run, _fileLines.Time, _clock.GetUtcNow().UtcDateTime, "its log was rolled over too often, or emptied, while it could not be read");

    private void TellGoneFromConsole(DateTime from, DateTime to) =>
        TellGone(_run!, from, to, "its log was rotated while it could not be read");

    private void TellGone(LogSource run, DateTime? from, DateTime to, string why) =>
        _log.Warn($"{run}: what it logged {(from is { } last ? $"between {last:u} and" : "before")} {to:u}, and was not read by then, is gone: {why}.");

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        _consumer!.Settle();
        await _output.TakeFromAsync(_consumer, cancellationToken).ConfigureAwait(false);
    }

    private async Task TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _tracker.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (MayPass(exception))
        {
            _log.Trace($"{_client.Cluster.Context}: the pods could not be read: {exception.Message}");
        }
    }
}
