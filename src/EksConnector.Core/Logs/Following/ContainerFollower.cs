using EksConnector.Core.Connector;

namespace EksConnector.Core.Logs.Following;

/// <summary>
/// Follows one container of one Pod across restarts of the container and re-creation of the Pod. Lines that are no longer available
/// are reported with their time span.
/// </summary>
/// <param name="settings">The settings for all instances of the container.</param>
/// <param name="request">The request.</param>
/// <param name="isNew">Whether the container was created while the connector was followed.</param>
internal sealed class ContainerFollower(FollowSettings settings, LogRequest request, bool isNew)
{
    private FollowedRun? _run;

    /// <summary>Follows the container until the operation is canceled.</summary>
    /// <param name="pod">The name of the Pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes only by cancellation or with a permanent failure.</returns>
    public async Task RunAsync(string pod, string container, CancellationToken cancellationToken)
    {
        while (true)
        {
            ConnectorSnapshot snapshot = settings.Tracker.Current;
            LogSource? now = settings.RunOf(pod, container);
            if (now is null || (_run is { IsRead: true } && _run.Is(now)))
            {
                await settings.Tracker.ChangedAsync(snapshot, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (_run is null || !_run.Is(now))
            {
                _run = await NextAsync(now, cancellationToken).ConfigureAwait(false);
            }

            try
            {
                await _run.FollowAsync(now, cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (FollowSettings.IsTransient(exception))
            {
                // The container may be about to start or to stop; its new state is read from the Pod.
                settings.ReportInterruption(now, exception);
            }

            if (!_run.IsRead)
            {
                await Task.Delay(FollowSettings.Pause, settings.Clock, cancellationToken).ConfigureAwait(false);
                await settings.TryRefreshAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns pending entries after following has ended.</summary>
    /// <param name="cancellationToken">A token that cancels the wait for the reader.</param>
    /// <returns>A task that completes when all entries are returned.</returns>
    public Task EndAsync(CancellationToken cancellationToken) => _run?.CompleteAsync(cancellationToken) ?? Task.CompletedTask;

    private async Task<FollowedRun> NextAsync(LogSource next, CancellationToken cancellationToken)
    {
        FollowedRun? old = _run;
        if (old is not null)
        {
            Kubernetes.Models.ContainerStateTerminated? end = settings.EndBefore(next);
            LogSource? previous = old.Source.PodUid == next.PodUid && end?.ContainerID == old.Source.RunId
                ? old.Source with { Origin = old.Source.Origin with { IsPrevious = true } }
                : null;
            await old.ReadRemainderAsync(previous, end, cancellationToken).ConfigureAwait(false);
        }

        // The tail applies to the logs that existed at the start; later instances are read completely.
        bool isLater = isNew || old is not null;
        LogRequest wanted = isLater ? request with { Tail = null } : request;
        if (isLater)
        {
            await ReadMissedInstancesAsync(old, next, wanted, cancellationToken).ConfigureAwait(false);
        }

        return next.IsAgent ? new AgentRun(settings, wanted, next, isLater) : new ConsoleRun(settings, wanted, next);
    }

    // Of the instances that started and ended since the last check, the cluster only keeps the last one.
    private async Task ReadMissedInstancesAsync(FollowedRun? old, LogSource next, LogRequest wanted, CancellationToken cancellationToken)
    {
        int unseen = next.Restarts - (old is not null && old.Source.PodUid == next.PodUid ? old.Source.Restarts + 1 : 0);
        if (unseen <= 0)
        {
            return;
        }

        LogSource previous = next with { Origin = next.Origin with { IsPrevious = true } };
        LogConsumer consumer = new LogConsumers(wanted, settings.Cancellation).ForConsole(previous);
        var stream = new ConsoleStream(settings, wanted, previous, consumer, new LogCursor((_, _) => { }), settings.Output);
        string? why = await stream.TryReadAsync(previous, cancellationToken).ConfigureAwait(false);
        consumer.Complete();
        await settings.Output.TakeFromAsync(consumer, cancellationToken).ConfigureAwait(false);
        if (unseen > 1 || why is not null)
        {
            settings.ReportLostLines(next, null, settings.EndBefore(next)?.StartedAt, why ?? "it was restarted several times before it could be read");
        }
    }
}
