using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Logs.Following;

/// <summary>One run of a container that is followed.</summary>
/// <param name="source">The run.</param>
internal abstract class FollowedRun(LogSource source)
{
    /// <summary>The run as it was when following it began.</summary>
    public LogSource Source { get; } = source;

    /// <summary>Whether it is over, and all of its log has been read.</summary>
    public bool IsRead { get; protected set; }

    /// <summary>Whether another look at the pods shows the same run.</summary>
    /// <param name="other">What was seen.</param>
    public bool Is(LogSource other) => other.RunId == Source.RunId && other.PodUid == Source.PodUid;

    /// <summary>Reads what there is, and what comes, as long as it can.</summary>
    /// <param name="now">The run as it is now.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that ends when the run has to be looked at again.</returns>
    /// <exception cref="EksConnectorException">The connection broke, or the log cannot be read.</exception>
    public abstract Task FollowAsync(LogSource now, CancellationToken cancellationToken);

    /// <summary>Says that another run has begun: what has not been read of this one is read, or reported to be gone.</summary>
    /// <param name="previous">This run, as the one before; null where the cluster does not know it any more.</param>
    /// <param name="end">How it ended; null where that is not known.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public abstract Task LeaveAsync(LogSource? previous, ContainerStateTerminated? end, CancellationToken cancellationToken);

    /// <summary>Gives what might have gone on, when nothing more is read.</summary>
    /// <param name="cancellationToken">Cancels the wait for the reader.</param>
    public abstract Task CompleteAsync(CancellationToken cancellationToken);
}
