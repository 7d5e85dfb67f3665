using EksConnector.Core.Connector;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs.Following;

/// <summary>Follows the containers of one installation, including those that are created later.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="request">The request.</param>
/// <param name="writer">The writer for entries, warnings and failures.</param>
/// <param name="clock">The time provider.</param>
internal sealed class LogFollower(
    IKubernetesClient client, LogRequest request, OperationWriter<object> writer, TimeProvider clock)
{
    private readonly LogFailures _failures = new(writer);

    /// <summary>Follows the containers until the operation is canceled, the duration has elapsed, or no container can be read.</summary>
    /// <param name="first">The snapshot of the connector at the start.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes when following ends.</returns>
    public async Task RunAsync(ConnectorSnapshot first, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(request.Duration ?? Timeout.InfiniteTimeSpan, clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        var tracker = new PodTracker(client, first, clock, writer);
        var followers = new Dictionary<(string Pod, string Container), Task>();
        Task tracking = tracker.RunAsync(stop.Token);
        try
        {
            var selection = new LogSelection(request, writer);
            var known = selection.Of(first).Select(source => (source.Origin.Pod, source.Origin.Container)).ToHashSet();
            var prefix = new LogPrefix(request, request.IsFleet || selection.Containers(first).Skip(1).Any());
            while (followers.Count == 0 || !followers.Values.All(follower => follower.IsCompleted))
            {
                ConnectorSnapshot snapshot = tracker.Current;
                foreach ((Kubernetes.Models.Pod pod, string container) in selection.Containers(snapshot))
                {
                    (string, string) key = (pod.Metadata?.Name ?? string.Empty, container);
                    if (!followers.ContainsKey(key))
                    {
                        followers.Add(key, FollowAsync(key, !known.Contains(key), prefix, selection, tracker, stop.Token, cancellationToken));
                    }
                }

                Task next = await Task.WhenAny(
                    [tracker.ChangedAsync(snapshot, stop.Token), tracking, .. followers.Values.Where(follower => !follower.IsCompleted)]).ConfigureAwait(false);
                await next.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The duration has elapsed.
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([tracking, .. followers.Values]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(
        (string Pod, string Container) key,
        bool isNew,
        LogPrefix prefix,
        LogSelection selection,
        PodTracker tracker,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        var output = new LogOutput();
        Task writing = WriteAsync(
            output, prefix, new LogOrigin(tracker.Current.Context, tracker.Current.Namespace, key.Pod, key.Container) { IsFromFleet = request.IsFleet }, cancellationToken);
        var follower = new ContainerFollower(new FollowSettings(client, selection, tracker, clock, writer, output, cancellationToken), request, isNew);
        try
        {
            await follower.RunAsync(key.Pod, key.Container, stop).ConfigureAwait(false);
        }
        catch (EksConnectorException exception)
        {
            _failures.Add(exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await follower.EndAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            output.Complete(failure: null);
            await writing.ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(LogOutput output, LogPrefix prefix, LogOrigin origin, CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<object> batch in output.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await writer.WriteAsync(prefix.To(origin, batch), cancellationToken).ConfigureAwait(false);
        }
    }
}
