namespace EksConnector.Kubernetes.Credentials;

/// <summary>
/// A long-running operation that concurrent callers share. It is canceled when the last caller cancels. A caller that cancels
/// never waits for the operation.
/// </summary>
/// <typeparam name="T">The type of the result.</typeparam>
/// <param name="work">The function that starts the operation, called on the thread pool.</param>
internal sealed class SharedRun<T>(Func<CancellationToken, Task<T>> work)
{
    private readonly object _gate = new();
    private Run? _run;

    /// <summary>Joins the current run, or starts a new one.</summary>
    /// <param name="cancellationToken">A token that cancels the wait of this caller.</param>
    /// <returns>The result.</returns>
    public async Task<T> JoinAsync(CancellationToken cancellationToken)
    {
        Run run;
        lock (_gate)
        {
            if (_run is null || _run.Task.IsCompleted)
            {
                _run = new Run(work);
            }

            run = _run;
            run.Callers++;
        }

        try
        {
            return await run.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(run);
        }
    }

    /// <summary>Cancels the current run.</summary>
    public void Stop()
    {
        Run? run;
        lock (_gate)
        {
            run = _run;
            _run = null;
        }

        run?.Stop.Cancel();
    }

    private void Leave(Run run)
    {
        lock (_gate)
        {
            if (--run.Callers > 0)
            {
                return;
            }

            if (ReferenceEquals(_run, run))
            {
                _run = null;
            }
        }

        run.Stop.Cancel();
    }

    private sealed class Run
    {
        public Run(Func<CancellationToken, Task<T>> work)
        {
            CancellationToken stopped = Stop.Token;
            Task = System.Threading.Tasks.Task.Run(() => work(stopped), CancellationToken.None);
        }

        // Not disposed of: it has no timer to release, and it may be canceled late.
        public CancellationTokenSource Stop { get; } = new();

        public Task<T> Task { get; }

        public int Callers { get; set; }
    }
}
