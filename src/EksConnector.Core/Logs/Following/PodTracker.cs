using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Kubernetes.Models;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs.Following;

/// <summary>
/// Keeps what is known of the connector's pods up to date, by watching them, or by reading them every few seconds where
/// they may not be watched. A fault that may pass does not end it.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="first">What was read before.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">Where it says how it goes on.</param>
internal sealed class PodTracker(IKubernetesClient client, ConnectorSnapshot first, TimeProvider clock, IOperationLog log)
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private ConnectorSnapshot _current = first;
    private TaskCompletionSource _changed = NewSignal();
    private bool _mayWatch = true;

    /// <summary>What is known now.</summary>
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

    /// <summary>Waits until something else is known than before.</summary>
    /// <param name="seen">What was known before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with the change.</returns>
    public Task ChangedAsync(ConnectorSnapshot seen, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ReferenceEquals(seen, _current) ? _changed.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
        }
    }

    /// <summary>Reads the pods now.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What is known now.</returns>
    public async Task<ConnectorSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        ResourceList<Pod> pods = await client.ListAsync(
            ResourceTypes.Pods, Current.Namespace, new ListOptions(Current.PodSelector), cancellationToken).ConfigureAwait(false);
        return Set(Current with { Pods = pods.Items.OrEmpty(), PodsVersion = pods.Metadata?.ResourceVersion });
    }

    /// <summary>Goes on until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A task that only ends by cancellation, or with a failure that does not pass.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (_mayWatch && Current.PodsVersion is not null)
                {
                    await WatchAsync(cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await Task.Delay(s_pollInterval, clock, cancellationToken).ConfigureAwait(false);
                }

                await RefreshAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (EksConnectorException exception) when (exception.ErrorId == ErrorIds.AccessDenied && _mayWatch)
            {
                _mayWatch = false;
                log.Trace($"{client.Cluster.Context}: this user may not watch pods (RBAC: verb watch, resource pods); they are read every {s_pollInterval.TotalSeconds:0} s instead.");
            }
            catch (EksConnectorException exception) when (PassingFaults.Contains(exception))
            {
                log.Trace($"{client.Cluster.Context}: following goes on after {exception.ErrorId}: {exception.Message}");
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
                IEnumerable<Pod> others = Current.Pods.Where(known => known.Metadata?.Name != name);
                Set(Current with { Pods = change.Type == "DELETED" ? [.. others] : [.. others, pod] });
            }
        }

        // A server, or a proxy before it, that ends each watch at once must not be asked all the time.
        await Task.Delay(s_pollInterval, clock, cancellationToken).ConfigureAwait(false);
    }

    private ConnectorSnapshot Set(ConnectorSnapshot now)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _current = now with { TakenAt = clock.GetUtcNow() };
            now = _current;
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
        return now;
    }
}
