namespace EksConnector.Kubernetes.Credentials;

/// <summary>
/// Work that takes long and that several callers need at the same time: they share one run, which is cancelled when the
/// last of them gives up. A caller who cancels never waits for the run.
/// </summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="work">Starts a run; it is called on the thread pool.</param>
internal sealed class SharedRun<T>(Func<CancellationToken, Task<T>> work)
{
    private readonly object _gate = new();
    private Run? _run;

    /// <summary>Joins the run that is under way, or starts one.</summary>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
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

    /// <summary>Cancels the run that is under way.</summary>
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

        // It has no timer, so there is nothing that disposing of it would release; and it may be cancelled late.
        public CancellationTokenSource Stop { get; } = new();

        public Task<T> Task { get; }

        public int Callers { get; set; }
    }
}
