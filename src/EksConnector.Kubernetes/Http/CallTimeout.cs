using System.Diagnostics;

namespace EksConnector.Kubernetes.Http;

/// <summary>The timeout of one call, including all pages and retries.</summary>
internal sealed class CallTimeout : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _limit;

    public CallTimeout(TimeSpan limit, CancellationToken caller)
    {
        Caller = caller;
        _limit = limit;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _source.CancelAfter(limit);
    }

    /// <summary>The cancellation token of the caller.</summary>
    public CancellationToken Caller { get; }

    /// <summary>A token that is canceled when the timeout elapses or the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The remaining time; zero or negative after the timeout.</summary>
    public TimeSpan Remaining => _limit - Stopwatch.GetElapsedTime(_start);

    public void Dispose() => _source.Dispose();
}
