using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
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

    private readonly IKubernetesClient _client;
    private readonly LogRequest _request;
    private readonly LogConsumers _consumers;
    private readonly LogSelection _selection;
    private readonly PodTracker _tracker;
    private readonly TimeProvider _clock;
    private readonly IOperationLog _log;
    private readonly LogPump _pump;
    private readonly LogOutput _output;

    private LogConsumer? _consumer;
    private LogSource? _run;
    private LogCursor _cursor = new();
    private AgentFilePosition? _position;
    private bool _readsConsole;
    private bool _isRead;

    public ContainerFollower(
        IKubernetesClient client,
        LogRequest request,
        LogConsumers consumers,
        LogSelection selection,
        PodTracker tracker,
        TimeProvider clock,
        IOperationLog log,
        LogOutput output)
    {
        _client = client;
        _request = request;
        _consumers = consumers;
        _selection = selection;
        _tracker = tracker;
        _clock = clock;
        _log = log;
        _output = output;
        _pump = new LogPump(output, isLive: true);
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
                _log.Trace($"{run}: following goes on after {exception.ErrorId}: {exception.Message}");
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
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_consumer is not null)
        {
            _consumer.Complete();
            await _output.TakeFromAsync(_consumer, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool MayPass(EksConnectorException exception) =>
        PassingFaults.Contains(exception) || exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.InvalidRequest;

    private static DateTime Utc(DateTimeOffset? time, DateTime otherwise) => time?.UtcDateTime ?? otherwise;

    private LogSource? RunOf(ConnectorSnapshot snapshot, string pod, string container) =>
        snapshot.Pods.FirstOrDefault(candidate => candidate.Metadata?.Name == pod) is { } found ? _selection.RunOf(snapshot, found, container) : null;

    private bool IsSameRun(LogSource run) => _run is not null && run.RunId == _run.RunId && run.PodUid == _run.PodUid;

    private async Task FollowAsync(LogSource run, CancellationToken cancellationToken)
    {
        if (!IsSameRun(run))
        {
            await LeaveAsync(run, cancellationToken).ConfigureAwait(false);
            _run = run;
            _cursor = new LogCursor();
            _position = null;
            _readsConsole = !run.IsAgent;
            _isRead = false;
        }

        if (!_readsConsole && run.IsRunning)
        {
            await FollowFilesAsync(run, cancellationToken).ConfigureAwait(false);
        }

        if (_readsConsole || !run.IsRunning)
        {
            await FollowConsoleAsync(run, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FollowFilesAsync(LogSource run, CancellationToken cancellationToken)
    {
        var reader = new AgentFileReader(_client, _request);
        if (_position is null && _consumer is null)
        {
            AgentFileResult begun = await reader.ReadAsync(run, () => _consumers.ForFiles(run), _pump, cancellationToken).ConfigureAwait(false);
            if (begun.WhyNot is not null || begun.Position is null)
            {
                TurnToConsole(run, begun.WhyNot ?? "there is no shell in it, so that its files cannot be followed");
                return;
            }

            _consumer = begun.Consumer;
            _position = begun.Position;
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        _consumer ??= _consumers.ForFiles(run);
        while (true)
        {
            long start = _clock.GetTimestamp();
            DateTime? last = _consumer.LastTime;
            AgentFileResult more = await reader.GoOnAsync(run, _consumer, _position, s_scriptTime, _pump, cancellationToken).ConfigureAwait(false);
            if (more.LostPlace)
            {
                TellGone(run, last, _clock.GetUtcNow().UtcDateTime, "its log was rolled over more than once while it could not be read");
            }

            _position = more.Position ?? _position;
            if (more.WhyNot is not null && _position is null)
            {
                TurnToConsole(run, more.WhyNot);
                return;
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
            _consumer = await reader.ReadAsync(run, () => _consumers.ForConsole(run), _pump, _cursor, cancellationToken).ConfigureAwait(false);
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
        await _pump.MoveAsync(stream, filter, limit: null, cancellationToken).ConfigureAwait(false);
        filter.End();
        await _output.TakeFromAsync(_consumer!, cancellationToken).ConfigureAwait(false);
    }

    // The run that was followed is over, and another one has begun: what has not been read of it is read, or told to be gone.
    private async Task LeaveAsync(LogSource next, CancellationToken cancellationToken)
    {
        if (_run is not { } old || _consumer is null)
        {
            return;
        }

        DateTime? last = _consumer.LastTime;
        if (!_isRead)
        {
            Kubernetes.Models.ContainerStateTerminated? end = LastRunOf(next);
            bool isStillHeld = _readsConsole && old.PodUid == next.PodUid && end?.ContainerID == old.RunId;
            string? why = isStillHeld
                ? await TryReadPreviousAsync(old, cancellationToken).ConfigureAwait(false)
                : (_readsConsole ? "its run was over, and its log gone, before it could be read to its end" : "its log files went with the container");
            if (why is not null)
            {
                TellGone(old, last, Utc(end?.FinishedAt, _clock.GetUtcNow().UtcDateTime), why);
            }
        }

        await SettleAsync(cancellationToken).ConfigureAwait(false);
        _consumer.Complete();
        await _output.TakeFromAsync(_consumer, cancellationToken).ConfigureAwait(false);
        _consumer = next.IsAgent && next.IsRunning ? _consumers.ForFiles(next) : _consumers.ForConsole(next);
    }

    private async Task<string?> TryReadPreviousAsync(LogSource old, CancellationToken cancellationToken)
    {
        try
        {
            LogSource previous = old with { Origin = old.Origin with { IsPrevious = true } };
            await ReadOnAsync(previous, isLive: false, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (EksConnectorException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    private Kubernetes.Models.ContainerStateTerminated? LastRunOf(LogSource run)
    {
        Pod? pod = _tracker.Current.Pods.FirstOrDefault(candidate => candidate.Metadata?.Name == run.Origin.Pod);
        return (pod?.Status?.InitContainerStatuses).OrEmpty().Concat((pod?.Status?.ContainerStatuses).OrEmpty())
            .FirstOrDefault(status => status.Name == run.Origin.Container)?.LastState?.Terminated;
    }

    private void TurnToConsole(LogSource run, string why)
    {
        _readsConsole = true;
        _consumer = null;
        _log.Warn(LogConsumers.ConsoleInstead(run, why));
    }

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
