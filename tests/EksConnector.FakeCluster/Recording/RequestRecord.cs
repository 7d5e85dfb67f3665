namespace EksConnector.FakeCluster;

/// <summary>All requests, including those without a response. A request is recorded before the client receives the response.</summary>
public sealed class RequestRecord
{
    private readonly object _gate = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<(Func<RecordedRequest, bool> Condition, TaskCompletionSource<RecordedRequest> Found)> _waiting = [];

    /// <summary>The requests so far, in the order of their responses.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The requests that cannot change anything.</summary>
    public IReadOnlyList<RecordedRequest> Reads => [.. All.Where(request => !request.IsWrite)];

    /// <summary>The requests that can change something.</summary>
    public IReadOnlyList<RecordedRequest> Writes => [.. All.Where(request => request.IsWrite)];

    /// <summary>Removes all recorded requests.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    /// <summary>Waits for a request, including one that is already recorded.</summary>
    /// <param name="condition">The condition that the request must meet.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>The first request that meets the condition.</returns>
    public async Task<RecordedRequest> WaitForAsync(Func<RecordedRequest, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        TaskCompletionSource<RecordedRequest> found;
        lock (_gate)
        {
            if (_requests.Find(request => condition(request)) is { } existing)
            {
                return existing;
            }

            found = new TaskCompletionSource<RecordedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((condition, found));
        }

        return await found.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    internal void Add(RecordedRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
            for (int i = _waiting.Count - 1; i >= 0; i--)
            {
                if (_waiting[i].Condition(request))
                {
                    _waiting[i].Found.TrySetResult(request);
                    _waiting.RemoveAt(i);
                }
            }
        }
    }
}
