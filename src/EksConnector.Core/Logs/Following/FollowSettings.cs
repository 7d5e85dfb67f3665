using EksConnector.Core.Kubernetes;
using EksConnector.Core.Operations;

namespace EksConnector.Core.Logs.Following;

/// <summary>What all runs of one followed container have in common.</summary>
/// <param name="Client">The cluster.</param>
/// <param name="Selection">Finds the container's run in what is known of the pods.</param>
/// <param name="Tracker">Knows the pods.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Log">Where is said what is gone.</param>
/// <param name="Output">Where results go.</param>
/// <param name="Cancellation">Cancelled when the user stops: what was read before the end of the following is still put out.</param>
internal sealed record FollowSettings(
    IKubernetesClient Client, LogSelection Selection, PodTracker Tracker, TimeProvider Clock, IOperationLog Log, LogOutput Output, CancellationToken Cancellation)
{
    /// <summary>How long it waits before something that failed is tried again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Whether it is worth a further try: what the container is then shows in its pod.</summary>
    /// <param name="exception">The failure.</param>
    public static bool MayPass(EksConnectorException exception) =>
        PassingFaults.Contains(exception) || exception.ErrorId is ErrorIds.ResourceNotFound or ErrorIds.InvalidRequest;

    /// <summary>Finds the present run of a container.</summary>
    /// <param name="pod">The pod's name.</param>
    /// <param name="container">The container.</param>
    public LogSource? RunOf(string pod, string container)
    {
        Connector.ConnectorSnapshot snapshot = Tracker.Current;
        return snapshot.Pods.FirstOrDefault(candidate => candidate.Metadata?.Name == pod) is { } found ? Selection.RunOf(snapshot, found, container) : null;
    }

    /// <summary>Finds how the run before ended, or this one where it is over.</summary>
    /// <param name="run">The run.</param>
    public Kubernetes.Models.ContainerStateTerminated? EndBefore(LogSource run)
    {
        Kubernetes.Models.ContainerStatus? found = Tracker.Current.Pods
            .FirstOrDefault(candidate => candidate.Metadata?.Name == run.Origin.Pod)?.StatusOf(run.Origin.Container);
        return (run.IsRunning || found?.State?.Terminated is null ? found?.LastState : found.State)?.Terminated;
    }

    /// <summary>Reads the pods now, where that can be done.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Tracker.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EksConnectorException exception) when (MayPass(exception))
        {
            Log.Trace($"{Client.Cluster.Context}: the Pods could not be read: {exception.Message}");
        }
    }

    /// <summary>Says that something was logged that cannot be read any more.</summary>
    /// <param name="run">Of which run.</param>
    /// <param name="from">From when on (UTC); null where that is not known.</param>
    /// <param name="to">Until when (UTC); null for now.</param>
    /// <param name="why">Why.</param>
    public void ReportGone(LogSource run, DateTime? from, DateTimeOffset? to, string why) => Log.Warn(
        $"{run}: log lines {(from is { } last ? $"between {last:u} and" : "before")} {(to ?? Clock.GetUtcNow()).UtcDateTime:u} that were not read in time are no longer available: {why}.");

    /// <summary>Says that the connection broke, and is made again.</summary>
    /// <param name="run">Of which run.</param>
    /// <param name="fault">What broke it.</param>
    public void ReportBreak(LogSource run, EksConnectorException fault) =>
        Log.Trace($"{run}: following continues after {fault.ErrorId}: {fault.Message}");
}
