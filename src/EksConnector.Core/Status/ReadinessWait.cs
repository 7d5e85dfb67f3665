using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Status;

/// <summary>
/// Waits until all Pods of the connector are ready. A watch only detects changes; the state is then read again, so that a wait
/// returns the same data as a call without a wait. Transient errors do not end the wait.
/// </summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="reader">The reader of the connector's objects.</param>
/// <param name="clock">The time provider.</param>
/// <param name="log">The log for verbose messages.</param>
/// <param name="report">The progress callback, with the Pods that are not ready, the percentage of ready Pods and the remaining time.</param>
internal sealed class ReadinessWait(
    IKubernetesClient client, ConnectorReader reader, TimeProvider clock, IOperationLog log, Action<string, int, TimeSpan?> report)
{
    // The interval if Pods cannot be watched or a watch fails.
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_watchTimeout = TimeSpan.FromSeconds(10);

    // A restart of a Pod causes several events in quick succession; they are handled together.
    private static readonly TimeSpan s_eventDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_finalReadTimeout = TimeSpan.FromSeconds(5);

    private bool _canWatch = true;
    private EksConnectorException? _lastFault;

    /// <summary>Waits until all Pods are ready or the timeout has elapsed.</summary>
    /// <param name="found">The snapshots that were read before the wait.</param>
    /// <param name="timeout">The maximum duration of the wait.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>The last state, and a timeout error if the Pods are not ready.</returns>
    public async Task<(IReadOnlyList<ConnectorSnapshot> Latest, EksConnectorException? TimedOut)> UntilReadyAsync(
        IReadOnlyList<ConnectorSnapshot> found, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        ConnectorSnapshot[] latest = [.. found];
        long start = clock.GetTimestamp();
        try
        {
            for (int i = 0; i < latest.Length; i++)
            {
                while (Missing(latest[i]) is { } missing)
                {
                    report($"{latest[i].Context}: {Place(latest, latest[i])}{missing}", PercentReady(latest), timeout - clock.GetElapsedTime(start));
                    bool hasChanged = _lastFault is null && await HasChangedAsync(latest[i], either.Token).ConfigureAwait(false);
                    await Task.Delay(hasChanged ? s_eventDelay : s_pollInterval, clock, either.Token).ConfigureAwait(false);
                    latest[i] = await ReadAsync(latest[i], either.Token).ConfigureAwait(false);
                }
            }

            return (latest, null);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await ReadFinalStateAsync(latest, cancellationToken).ConfigureAwait(false);
            return (latest, latest.All(snapshot => Missing(snapshot) is null) ? null : TimedOut(latest, timeout));
        }
    }

    private static int PercentReady(IEnumerable<ConnectorSnapshot> latest)
    {
        PodStatus[] rows = [.. latest.SelectMany(PodRows.Of)];
        return rows.Length == 0 ? 0 : rows.Count(row => row.IsReady) * 100 / rows.Length;
    }

    // Pods of different installations have the same names, so the namespace is added.
    private static string Place(ConnectorSnapshot[] all, ConnectorSnapshot one) => all.Length > 1 ? $"namespace {one.Namespace}: " : string.Empty;

    // Returns the Pods that are not ready; null if all are ready.
    private static string? Missing(ConnectorSnapshot snapshot)
    {
        if (snapshot.IsScaledToZero)
        {
            return "the StatefulSet is scaled to 0";
        }

        string unready = string.Join(", ", PodRows.Of(snapshot).Where(row => !row.IsReady));
        return unready.Length > 0 ? unready : null;
    }

    private async Task<ConnectorSnapshot> ReadAsync(ConnectorSnapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<ConnectorSnapshot> read = await reader.ReadAsync(snapshot.Namespace, cancellationToken).ConfigureAwait(false);
            _lastFault = null;
            return read[0];
        }
        catch (EksConnectorException exception) when (TransientErrors.Contains(exception))
        {
            RecordFault(exception);
            return snapshot;
        }
    }

    // Returns false if no change was detected, so that the state is polled.
    private async Task<bool> HasChangedAsync(ConnectorSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (!_canWatch || snapshot.PodsVersion is null)
        {
            return false;
        }

        using var end = new CancellationTokenSource(s_watchTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            IAsyncEnumerable<WatchEvent<Pod>> changes = client.WatchAsync(
                ResourceTypes.Pods, snapshot.Namespace, new ListOptions(snapshot.PodSelector), snapshot.PodsVersion, either.Token);
            await foreach (WatchEvent<Pod> change in changes.ConfigureAwait(false))
            {
                if (change.Type != "BOOKMARK")
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A watch of Pods does not report every relevant change, so the state is read again after a while.
            return true;
        }
        catch (EksConnectorException exception) when (TransientErrors.Contains(exception))
        {
            RecordFault(exception);
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            _canWatch = false;
            log.Trace($"{client.Cluster.Context}: this user is not permitted to watch Pods (RBAC: verb watch, resource pods); they are read every {s_pollInterval.TotalSeconds:0} s instead.");
        }

        return false;
    }

    private void RecordFault(EksConnectorException fault)
    {
        _lastFault = fault;
        log.Trace($"{client.Cluster.Context}: the wait continues after {fault.ErrorId}: {fault.Message}");
    }

    // The timeout may interrupt a poll or a watch, so the state is read once more before it is reported.
    private async Task ReadFinalStateAsync(ConnectorSnapshot[] latest, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_finalReadTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (int i = 0; i < latest.Length; i++)
            {
                latest[i] = await ReadAsync(latest[i], either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The previous state is reported instead.
        }
    }

    private EksConnectorException TimedOut(ConnectorSnapshot[] latest, TimeSpan timeout)
    {
        IEnumerable<string> waiting = latest.Where(snapshot => snapshot.IsScaledToZero).Select(snapshot => Place(latest, snapshot) + "the StatefulSet is scaled to 0")
            .Concat(latest.SelectMany(snapshot => PodRows.Of(snapshot).Where(row => !row.IsReady).Select(row => $"{Place(latest, snapshot)}{row}: {row.Message}")));
        string fault = _lastFault is null ? string.Empty : $" The last query failed: {_lastFault.Message}";
        return new EksConnectorException(
            ErrorIds.WaitTimeout,
            FailureCategory.OperationTimeout,
            $"Context '{client.Cluster.Context}': after {Duration.ToShortText(timeout)} the connector is not ready: {string.Join("; ", waiting)}.{fault}",
            "Check the Message of each Pod and its events (-Detailed). If the Pods only need more time, use a longer -WaitTimeout.")
        {
            Target = client.Cluster.Context,
        };
    }
}
