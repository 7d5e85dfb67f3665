namespace EksConnector.FakeCluster;

/// <summary>All requests that the server answered, or did not: each is here before its client sees the answer.</summary>
public sealed class RequestRecord
{
    private readonly object _gate = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<(Func<RecordedRequest, bool> Condition, TaskCompletionSource<RecordedRequest> Found)> _waiting = [];

    /// <summary>The requests so far, in the order of their answers.</summary>
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

    /// <summary>The requests that could change nothing.</summary>
    public IReadOnlyList<RecordedRequest> Reads => [.. All.Where(request => !request.IsWrite)];

    /// <summary>The requests that could change something.</summary>
    public IReadOnlyList<RecordedRequest> Writes => [.. All.Where(request => request.IsWrite)];

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    /// <summary>Waits for a request, which may have been there already.</summary>
    /// <param name="condition">Which request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first such request.</returns>
    public async Task<RecordedRequest> WaitForAsync(Func<RecordedRequest, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        TaskCompletionSource<RecordedRequest> found;
        lock (_gate)
        {
            if (_requests.Find(request => condition(request)) is { } there)
            {
                return there;
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
