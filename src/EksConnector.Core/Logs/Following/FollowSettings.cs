using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs.Following;

/// <summary>The settings for all instances of one followed container.</summary>
/// <param name="Client">The client of the cluster.</param>
/// <param name="Selection">The selection that finds the container instance in the status of the Pods.</param>
/// <param name="Tracker">The tracker of the Pods.</param>
/// <param name="Clock">The time provider.</param>
/// <param name="Log">The log for warnings about lost lines.</param>
/// <param name="Output">The receiver of the results.</param>
/// <param name="Cancellation">A token that is canceled when the user stops the command; until then, pending results are still returned.</param>
internal sealed record FollowSettings(
    IKubernetesClient Client, LogSelection Selection, PodTracker Tracker, TimeProvider Clock, IOperationLog Log, LogOutput Output, CancellationToken Cancellation)
{
    /// <summary>The delay before a failed operation is retried.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Returns whether the operation can be retried; the new state of the container is read from its Pod.</summary>
    /// <param name="exception">The failure.</param>
    public static bool IsTransient(EksConnectorException exception) =>
        TransientErrors.Contains(exception) || exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.ContainerNotRunning or ErrorIds.InvalidRequest;

    /// <summary>Finds the current instance of a container.</summary>
    /// <param name="pod">The name of the Pod.</param>
    /// <param name="container">The container.</param>
    public LogSource? RunOf(string pod, string container)
    {
        Connector.ConnectorSnapshot snapshot = Tracker.Current;
        return snapshot.Pods.FirstOrDefault(candidate => candidate.Metadata?.Name == pod) is { } found ? Selection.RunOf(snapshot, found, container) : null;
    }

    /// <summary>Returns how the previous instance ended, or this one if it has ended.</summary>
    /// <param name="run">The container instance.</param>
    public Kubernetes.Models.ContainerStateTerminated? EndBefore(LogSource run)
    {
        Kubernetes.Models.ContainerStatus? found = Tracker.Current.Pods
            .FirstOrDefault(candidate => candidate.Metadata?.Name == run.Origin.Pod)?.StatusOf(run.Origin.Container);
        return (run.IsRunning || found?.State?.Terminated is null ? found?.LastState : found.State)?.Terminated;
    }

    /// <summary>Tries to read the Pods immediately.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Tracker.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (IsTransient(exception))
        {
            Log.Trace($"{Client.Cluster.Context}: the Pods could not be read: {exception.Message}");
        }
    }

    /// <summary>Warns about log lines that are no longer available.</summary>
    /// <param name="run">The container instance.</param>
    /// <param name="from">The start of the time span (UTC); null if it is not known.</param>
    /// <param name="to">The end of the time span (UTC); null for the current time.</param>
    /// <param name="why">The reason.</param>
    public void ReportLostLines(LogSource run, DateTime? from, DateTimeOffset? to, string why) => Log.Warn(
        $"{run}: log lines {(from is { } last ? $"between {last:u} and" : "before")} {(to ?? Clock.GetUtcNow()).UtcDateTime:u} that were not read in time are no longer available: {why}.");

    /// <summary>Reports a connection failure and the reconnection.</summary>
    /// <param name="run">The container instance.</param>
    /// <param name="fault">The error.</param>
    public void ReportInterruption(LogSource run, EksConnectorException fault) =>
        Log.Trace($"{run}: following continues after {fault.ErrorId}: {fault.Message}");
}
