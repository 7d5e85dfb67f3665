using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Status;

/// <summary>
/// Waits until all pods of the connector are ready. A watch only says that something has changed; what is then
/// so is read anew, so that a wait sees nothing but what a call without one would see.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="reader">Reads the connector's objects.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">Where it says how it waits.</param>
internal sealed class ReadinessWait(IKubernetesClient client, ConnectorReader reader, TimeProvider clock, IOperationLog log)
{
    private const string Activity = "Waiting for the EKS Connector";

    // Where pods may not be watched, and for what a watch of pods does not tell (a StatefulSet that is scaled).
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longestWatch = TimeSpan.FromSeconds(30);

    private bool _mayWatch = true;

    /// <summary>Waits, and tells a timeout as a failure.</summary>
    /// <param name="found">What was read before.</param>
    /// <param name="timeout">How long it waits.</param>
    /// <param name="writer">Where progress and the timeout go.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The last state, ready or not.</returns>
    public async Task<IReadOnlyList<ConnectorSnapshot>> UntilReadyAsync(
        IReadOnlyList<ConnectorSnapshot> found, TimeSpan timeout, OperationWriter<PodStatus> writer, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        ConnectorSnapshot[] latest = [.. found];
        try
        {
            for (int i = 0; i < latest.Length; i++)
            {
                while (Unready(latest[i]) is { Count: > 0 } unready)
                {
                    writer.Report(Activity, $"{latest[i].Context}: {string.Join(", ", unready)}", -1);
                    await UntilChangedAsync(latest[i], either.Token).ConfigureAwait(false);
                    latest[i] = (await reader.ReadAsync(latest[i].Namespace, either.Token).ConfigureAwait(false))[0];
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            writer.Fail(TimedOut(latest, timeout));
        }

        return latest;
    }

    private static List<PodStatus> Unready(ConnectorSnapshot snapshot) => PodRows.Of(snapshot).Where(row => !row.IsReady).ToList();

    private async Task UntilChangedAsync(ConnectorSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (!_mayWatch)
        {
            await Task.Delay(s_pollInterval, clock, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var end = new CancellationTokenSource(s_longestWatch, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            IAsyncEnumerable<WatchEvent<Pod>> changes = client.WatchAsync(
                ResourceTypes.Pods, snapshot.Namespace, new ListOptions(snapshot.PodSelector), snapshot.PodsVersion, either.Token);
            await foreach (WatchEvent<Pod> change in changes.ConfigureAwait(false))
            {
                if (change.Type != "BOOKMARK")
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Nothing was said for long: time to look.
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.ResourceExpired)
        {
            // The list is too old to go on from: time to look.
        }
        catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied)
        {
            _mayWatch = false;
            log.Trace($"{client.Cluster.Context}: this user may not watch pods (RBAC: verb watch, resource pods); they are read every {s_pollInterval.TotalSeconds:0} s instead.");
        }
    }

    private EksConnectorException TimedOut(ConnectorSnapshot[] latest, TimeSpan timeout)
    {
        List<PodStatus> unready = latest.SelectMany(Unready).ToList();
        string pods = string.Join("; ", unready.Select(row => $"{row}: {row.Message}"));
        return new EksConnectorException(
            ErrorIds.WaitTimeout,
            FailureCategory.OperationTimeout,
            $"Context '{client.Cluster.Context}': after {Duration.ToShortText(timeout)} {unready.Count} of the connector's pods {(unready.Count == 1 ? "is" : "are")} not ready: {pods}.",
            "Look at the message of each pod and at its events (-Detailed); wait longer with -WaitTimeout if it is only slow.")
        {
            Target = client.Cluster.Context,
        };
    }
}
