namespace EksConnector.Core.Diagnosis;

/// <summary>Tells which step a cluster's reading is at, once it has gone on for so long that a person wonders.</summary>
internal sealed class StepProgress : IDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(500);

    private readonly ITimer _timer;
    private volatile string _step = string.Empty;

    /// <summary>Begins.</summary>
    /// <param name="report">Takes the step.</param>
    /// <param name="clock">The clock.</param>
    public StepProgress(Action<string> report, TimeProvider clock) => _timer = clock.CreateTimer(_ => report(_step), null, s_quiet, s_quiet);

    /// <summary>Names the step that begins.</summary>
    public void Begin(string step) => _step = step;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
