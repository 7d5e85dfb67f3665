using System.Diagnostics;

namespace EksConnector.Kubernetes.Http;

/// <summary>The time limit of one call: its answer as a whole, with all pages and retries.</summary>
internal sealed class RequestLimit : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _limit;

    public RequestLimit(TimeSpan limit, CancellationToken caller)
    {
        Caller = caller;
        _limit = limit;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _source.CancelAfter(limit);
    }

    /// <summary>The caller's token.</summary>
    public CancellationToken Caller { get; }

    /// <summary>Canceled when the time is over, and when the caller cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The time that is left; zero or less when it is over.</summary>
    public TimeSpan Remaining => _limit - Stopwatch.GetElapsedTime(_start);

    public void Dispose() => _source.Dispose();
}
