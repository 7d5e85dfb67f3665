using System.Diagnostics;

namespace EksConnector.Kubernetes.Http;

/// <summary>The time limit of one call: its answer as a whole, with all pages and retries.</summary>
internal sealed class RequestLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _limit;
    private long _start;

    public RequestLimit(TimeSpan limit, CancellationToken cancellationToken)
    {
        _limit = limit;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Restart();
    }

    /// <summary>Canceled when the time is over, and when the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The time that is left; zero or less when it is over.</summary>
    public TimeSpan Remaining => _limit - Stopwatch.GetElapsedTime(_start);

    /// <summary>Starts again with the full time: what a credential plugin needs has a limit of its own.</summary>
    public void Restart()
    {
        _start = Stopwatch.GetTimestamp();
        _source.CancelAfter(_limit);
    }

    public void Dispose() => _source.Dispose();
}
