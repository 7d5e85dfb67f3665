using System.Globalization;
using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs.Following;

/// <summary>
/// Keeps the status of the connector's Pods up to date with a watch, or with a request every few seconds if a watch is not
/// permitted. Transient errors do not stop it.
/// </summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="first">The snapshot at the start.</param>
/// <param name="clock">The time provider.</param>
/// <param name="log">The log for verbose messages.</param>
internal sealed class PodTracker(IKubernetesClient client, ConnectorSnapshot first, TimeProvider clock, IOperationLog log)
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private ConnectorSnapshot _current = first;
    private TaskCompletionSource _changed = NewSignal();
    private bool _canWatch = true;

    /// <summary>The current snapshot.</summary>
    public ConnectorSnapshot Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>Waits until the snapshot changes.</summary>
    /// <param name="seen">The snapshot that the caller has.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>A task that completes with the change.</returns>
    public Task ChangedAsync(ConnectorSnapshot seen, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ReferenceEquals(seen, _current) ? _changed.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
        }
    }

    /// <summary>Reads the Pods immediately.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>The current snapshot.</returns>
    public async Task<ConnectorSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        ResourceList<Pod> pods = await client.ListAsync(
            ResourceTypes.Pods, Current.Namespace, new ListOptions(Current.PodSelector), cancellationToken).ConfigureAwait(false);
        return Set(known => Newer(pods.Metadata?.ResourceVersion, known.PodsVersion)
            ? known with { Pods = pods.Items.OrEmpty(), PodsVersion = pods.Metadata?.ResourceVersion }
            : known);
    }

    /// <summary>Tracks the Pods until the operation is canceled.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes only by cancellation or with a permanent failure.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        bool isStale = false;
        while (true)
        {
            try
            {
                if (isStale)
                {
                    await RefreshAsync(cancellationToken).ConfigureAwait(false);
                    isStale = false;
                }

                if (_canWatch && Current.PodsVersion is not null)
                {
                    await WatchAsync(cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await Task.Delay(s_pollInterval, clock, cancellationToken).ConfigureAwait(false);
                }

                isStale = true;
            }
            catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied && _canWatch)
            {
                _canWatch = false;
                log.Trace($"{client.Cluster.Context}: this user is not permitted to watch Pods (RBAC: verb watch, resource pods); they are read every {s_pollInterval.TotalSeconds:0} s instead.");
            }
            catch (EksConnectorException exception) when (TransientErrors.Contains(exception))
            {
                isStale = true;
                log.Trace($"{client.Cluster.Context}: following continues after {exception.ErrorId}: {exception.Message}");
                await Task.Delay(s_pollInterval, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        ConnectorSnapshot from = Current;
        IAsyncEnumerable<WatchEvent<Pod>> changes = client.WatchAsync(
            ResourceTypes.Pods, from.Namespace, new ListOptions(from.PodSelector), from.PodsVersion, cancellationToken);
        await foreach (WatchEvent<Pod> change in changes.ConfigureAwait(false))
        {
            if (change is { Type: "ADDED" or "MODIFIED" or "DELETED", Object: { Metadata.Name: { } name } pod })
            {
                Set(known => Newer(pod.Metadata.ResourceVersion, known.PodsVersion)
                    ? known with
                    {
                        Pods = [.. known.Pods.Where(other => other.Metadata?.Name != name), .. change.Type == "DELETED" ? Array.Empty<Pod>() : [pod]],
                        PodsVersion = pod.Metadata.ResourceVersion,
                    }
                    : known);
            }
        }

        // The delay limits the number of requests if the server or a proxy ends each watch immediately.
        await Task.Delay(s_pollInterval, clock, cancellationToken).ConfigureAwait(false);
    }

    // A list may be older than a change that the watch has reported since. Resource versions are numbers that increase.
    private static bool Newer(string? version, string? known) =>
        !ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
        || !ulong.TryParse(known, NumberStyles.None, CultureInfo.InvariantCulture, out ulong before)
        || number >= before;

    private ConnectorSnapshot Set(Func<ConnectorSnapshot, ConnectorSnapshot> change)
    {
        ConnectorSnapshot now;
        TaskCompletionSource changed;
        lock (_gate)
        {
            _current = change(_current) with { TakenAt = clock.GetUtcNow() };
            now = _current;
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
        return now;
    }
}
