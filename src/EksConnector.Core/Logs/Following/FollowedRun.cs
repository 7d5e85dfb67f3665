using EksConnector.Core.Kubernetes.Models;

namespace EksConnector.Core.Logs.Following;

/// <summary>A container instance that is followed.</summary>
/// <param name="source">The container instance.</param>
internal abstract class FollowedRun(LogSource source)
{
    /// <summary>The container instance as it was when following started.</summary>
    public LogSource Source { get; } = source;

    /// <summary>Whether the instance has ended and its log has been read completely.</summary>
    public bool IsRead { get; protected set; }

    /// <summary>Returns whether another source is the same instance.</summary>
    /// <param name="other">The other source.</param>
    public bool Is(LogSource other) => other.RunId == Source.RunId && other.PodUid == Source.PodUid;

    /// <summary>Reads the existing log and new data as long as possible.</summary>
    /// <param name="now">The container instance in its current state.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes when the state of the instance must be checked again.</returns>
    /// <exception cref="EksConnectorException">The connection failed, or the log cannot be read.</exception>
    public abstract Task FollowAsync(LogSource now, CancellationToken cancellationToken);

    /// <summary>Reads the rest of the log after another instance has started, or reports that it is no longer available.</summary>
    /// <param name="previous">This instance as the previous one; null if the cluster no longer has it.</param>
    /// <param name="end">The termination status; null if it is not known.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public abstract Task ReadRemainderAsync(LogSource? previous, ContainerStateTerminated? end, CancellationToken cancellationToken);

    /// <summary>Returns pending entries after the last read.</summary>
    /// <param name="cancellationToken">A token that cancels the wait for the reader.</param>
    public abstract Task CompleteAsync(CancellationToken cancellationToken);
}
