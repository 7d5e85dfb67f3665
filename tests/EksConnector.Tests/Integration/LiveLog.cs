using System.Diagnostics;
using EksConnector.Core.Kubernetes;
using EksConnector.Core.Logs;
using EksConnector.Core.Operations;
using EksConnector.Kubernetes;

namespace EksConnector.Tests.Integration;

/// <summary>A log that is being followed, and its events so far.</summary>
internal sealed class LiveLog : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly EventLog<object> _log = new();
    private readonly IKubernetesGateway? _gateway;
    private TaskCompletionSource _changed = NewSignal();
    private Task _reading = Task.CompletedTask;

    private LiveLog(IKubernetesGateway? gateway) => _gateway = gateway;

    /// <summary>The lines, or the messages of the entries, so far.</summary>
    public IReadOnlyList<string> Texts => Read(log => log.Items.Select(item => item is LogEntry entry ? entry.Message : (string)item).ToArray());

    public IReadOnlyList<LogEntry> Entries => Read(log => log.Items.OfType<LogEntry>().ToArray());

    public IReadOnlyList<string> Warnings => Read(log => log.Warnings.ToArray());

    public IReadOnlyList<string> Traces => Read(log => log.Traces.ToArray());

    public IReadOnlyList<EksConnectorException> Failures => Read(log => log.Failures.ToArray());

    public static LiveLog Start(LogRequest request)
    {
        var live = new LiveLog(new KubernetesGateway());
        live._reading = live.ReadAsync(new GetLogOperation(live._gateway!).RunAsync(request with { Verbose = true }, live._stop.Token));
        return live;
    }

    /// <summary>Waits until a text has been received a number of times.</summary>
    public Task WaitForAsync(string text, int times = 1) =>
        WaitAsync(() => Texts.Count(seen => seen.Contains(text, StringComparison.Ordinal)) >= times, $"{times} × {text}");

    /// <summary>Waits for a warning.</summary>
    public Task WaitForWarningAsync(string text) => WaitAsync(() => Warnings.Any(seen => seen.Contains(text, StringComparison.Ordinal)), $"a warning: {text}");

    /// <summary>Waits for a failure.</summary>
    public Task WaitForFailureAsync() => WaitAsync(() => Failures.Count > 0, "a failure");

    /// <summary>Waits for a trace.</summary>
    public Task WaitForTraceAsync(string text) => WaitAsync(() => Traces.Any(seen => seen.Contains(text, StringComparison.Ordinal)), $"a trace: {text}");

    /// <summary>Waits until the operation ends without cancellation.</summary>
    public async Task EndAsync() => await _reading.WaitAsync(s_limit);

    /// <summary>Cancels the operation.</summary>
    /// <returns>The time until the operation had ended.</returns>
    public async Task<TimeSpan> CancelAsync()
    {
        long start = Stopwatch.GetTimestamp();
        await _stop.CancelAsync();
        await _reading.WaitAsync(s_limit);
        return Stopwatch.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        await CancelAsync();
        _gateway?.Dispose();
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WaitAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (true)
        {
            Task changed = Read(_ => _changed.Task);
            if (condition())
            {
                return;
            }

            try
            {
                (await Task.WhenAny(changed, _reading).WaitAsync(limit.Token)).ShouldBe(changed, $"The operation ended before: {what}\n{Describe()}");
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"The log did not contain: {what}\n{Describe()}", exception);
            }
        }
    }

    private string Describe() => string.Join('\n', Texts.TakeLast(40).Concat(Warnings).Concat(Failures.Select(failure => failure.Message)).Concat(Traces.TakeLast(20)));

    private TResult Read<TResult>(Func<EventLog<object>, TResult> read)
    {
        lock (_gate)
        {
            return read(_log);
        }
    }

    private async Task ReadAsync(IAsyncEnumerable<OperationEvent<object>> events)
    {
        try
        {
            await foreach (OperationEvent<object> operationEvent in events)
            {
                TaskCompletionSource changed;
                lock (_gate)
                {
                    _log.Add(operationEvent);
                    changed = _changed;
                    _changed = NewSignal();
                }

                changed.SetResult();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test canceled the operation.
        }
    }
}
