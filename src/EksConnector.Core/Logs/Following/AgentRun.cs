using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Logs.AgentFiles;

namespace EksConnector.Core.Logs.Following;

/// <summary>Follows an instance of the agent in its log files and on standard output, or only on standard output if the files cannot be read.</summary>
/// <param name="settings">The settings for all instances of the container.</param>
/// <param name="request">The request for this instance.</param>
/// <param name="source">The container instance.</param>
/// <param name="isNew">Whether the instance started while the container was followed, so that its files may not exist yet.</param>
internal sealed class AgentRun(FollowSettings settings, LogRequest request, LogSource source, bool isNew) : FollowedRun(source)
{
    private static readonly TimeSpan s_scriptTime = TimeSpan.FromSeconds(30);

    // An agent that has just started may not have created its log file yet.
    private const int MaxFileWaits = 10;

    private readonly AgentFileReader _files = new(settings.Client);
    private readonly LogConsumers _consumers = new(request, settings.Cancellation);
    private readonly LogCursor _cursor = new((from, to) =>
        settings.Log.Trace($"{source}: its standard output was rotated between {from:u} and {to:u}, while it could not be read."));

    private EntryOutput? _entries;
    private LiveAgentLog? _live;
    private LogConsumer? _liveConsole;
    private ConsoleStream? _stream;
    private ConsoleRun? _console;
    private int _waitsForFile;

    /// <inheritdoc/>
    public override async Task FollowAsync(LogSource now, CancellationToken cancellationToken)
    {
        if (_console is null && now.IsRunning)
        {
            await FollowFilesAsync(now, cancellationToken).ConfigureAwait(false);
        }
        else if (_console is null && _live is not null)
        {
            await EndAsync(now, settings.EndBefore(now), cancellationToken).ConfigureAwait(false);
            IsRead = true;
        }
        else if (_console is null)
        {
            FallBackToConsole(AgentFileReader.NotRunning);
        }

        if (_console is not null)
        {
            await _console.FollowAsync(now, cancellationToken).ConfigureAwait(false);
            IsRead = _console.IsRead;
        }
    }

    /// <inheritdoc/>
    public override async Task ReadRemainderAsync(LogSource? previous, ContainerStateTerminated? end, CancellationToken cancellationToken)
    {
        if (_console is not null)
        {
            await _console.ReadRemainderAsync(previous, end, cancellationToken).ConfigureAwait(false);
        }
        else if (!IsRead && _live is not null)
        {
            await EndAsync(previous, end, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_console is not null)
        {
            await _console.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (_live is not null)
        {
            _liveConsole!.Complete();
            _liveConsole.Take();
            _live.Complete();
            await settings.Output.TakeFromAsync(_live.Take, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FollowFilesAsync(LogSource run, CancellationToken cancellationToken)
    {
        if (_live is null && !await TryBeginAsync(run, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task console = FollowConsoleAsync(run, stop.Token);
        try
        {
            await ContinueWhileRunningAsync(run, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await console.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryBeginAsync(LogSource run, CancellationToken cancellationToken)
    {
        AgentFileList list = await _files.ListAsync(run, cancellationToken).ConfigureAwait(false);
        if (list.UnavailableReason is { } why)
        {
            FallBackToConsole(why, list.IsMissing);
            return false;
        }

        _entries = _consumers.ForEntries(Source);
        AgentLogEnd end = await new AgentLogReader(settings.Client, request, _consumers, settings.Log).ReadAsync(
            run, list, _entries, settings.Output, _cursor, cancellationToken).ConfigureAwait(false);
        _live = new LiveAgentLog(Source, _consumers, end, _entries, list.Files.FirstOrDefault(file => file.Name == AgentFileScript.FileName)?.Inode, () => settings.ReportLostLines(
            Source, _live!.LastTime, to: null, "its log was rotated too often, or truncated, while it could not be read"));
        _liveConsole = LiveConsole.Over(_consumers.ForAgentConsole(Source), _live);
        _stream = new ConsoleStream(settings, request.OfEntries() with { Tail = null }, Source, _liveConsole, _cursor, new LogOutput());
        return true;
    }

    // A command that starts just after a restart of the container runs in the next instance and must be stopped there.
    private async Task ContinueWhileRunningAsync(LogSource run, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task watching = CancelWhenOverAsync(run, stop);
        try
        {
            await ContinueAsync(run, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The next instance is found in the status of the Pod.
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CancelWhenOverAsync(LogSource run, CancellationTokenSource stop)
    {
        while (true)
        {
            Connector.ConnectorSnapshot snapshot = settings.Tracker.Current;
            if (settings.RunOf(run.Origin.Pod, run.Origin.Container) is not { IsRunning: true } now || !Is(now))
            {
                await stop.CancelAsync().ConfigureAwait(false);
                return;
            }

            await settings.Tracker.ChangedAsync(snapshot, stop.Token).ConfigureAwait(false);
        }
    }

    private async Task ContinueAsync(LogSource run, CancellationToken cancellationToken)
    {
        var pump = new LogPump(settings.Output, isLive: true);
        while (true)
        {
            long start = settings.Clock.GetTimestamp();
            AgentFileList? end;
            try
            {
                end = await _files.FollowAsync(run, _live!, _live!.Positions, s_scriptTime, pump, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (TransientErrors.Contains(exception))
            {
                settings.ReportInterruption(run, exception);
                return;
            }

            if (end?.Failure is { ErrorId: ErrorIds.AccessDenied } denied)
            {
                throw denied;
            }

            // A command that ends this soon did not wait, so the container is about to stop.
            if (end is not null || settings.Clock.GetElapsedTime(start) < FollowSettings.Pause)
            {
                return;
            }
        }
    }

    // Failures are ignored, because the entries are also in the files, except for those that a process writes to a deleted file.
    private async Task FollowConsoleAsync(LogSource run, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _stream!.ContinueReadingAsync(run, isLive: true, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (FollowSettings.IsTransient(exception))
            {
                settings.ReportInterruption(run, exception);
            }
            catch (EksConnectorException exception)
            {
                settings.Log.Trace($"{run}: its standard output cannot be followed: {exception.Message}");
                return;
            }

            await Task.Delay(FollowSettings.Pause, settings.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // The files were deleted with the container, but its standard output may still be available.
    private async Task EndAsync(LogSource? ended, ContainerStateTerminated? end, CancellationToken cancellationToken)
    {
        DateTime? last = _live!.LastTime;
        if (ended is not null)
        {
            await _stream!.TryReadAsync(ended, cancellationToken).ConfigureAwait(false);
        }

        await CompleteAsync(cancellationToken).ConfigureAwait(false);
        settings.ReportLostLines(Source, last, end?.FinishedAt, "its log files were deleted with the container");
    }

    private void FallBackToConsole(string why, bool mayCome = false)
    {
        if (mayCome && isNew && _waitsForFile++ < MaxFileWaits)
        {
            return;
        }

        settings.Log.Warn(LogConsumers.ConsoleInstead(Source, why));
        _console = new ConsoleRun(settings, request, Source);
    }
}
