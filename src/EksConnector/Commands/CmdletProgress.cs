using System.Management.Automation;

namespace EksConnector.Commands;

/// <summary>The progress bar of a cmdlet.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="stopToken">The token that is canceled when the pipeline stops.</param>
internal sealed class CmdletProgress(PSCmdlet cmdlet, CancellationToken stopToken)
{
    private const int ActivityId = 1_704_113;

    // The source ID with which the host distinguishes the progress bars of several cmdlets in one pipeline.
    private static long s_lastSource = ActivityId;

    private readonly long _source = Interlocked.Increment(ref s_lastSource);
    private ProgressRecord? _shown;

    /// <summary>Shows the progress, unless the pipeline stops.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="status">The current step.</param>
    /// <param name="percentComplete">The percentage of completed work, 0 to 100; -1 if it is not known.</param>
    /// <param name="timeLeft">The estimated remaining time; null if it is not known.</param>
    public void Show(string activity, string status, int percentComplete, TimeSpan? timeLeft)
    {
        if (stopToken.IsCancellationRequested)
        {
            return;
        }

        _shown = new ProgressRecord(ActivityId, activity, status)
        {
            PercentComplete = percentComplete,
            SecondsRemaining = timeLeft is { } left ? (int)Math.Ceiling(left.TotalSeconds) : -1,
        };
        cmdlet.CommandRuntime.WriteProgress(_source, _shown);
    }

    /// <summary>Removes the progress bar. A visible bar makes the console redraw it twice for each line of output.</summary>
    public void Complete()
    {
        if (_shown is null)
        {
            return;
        }

        var completed = new ProgressRecord(ActivityId, _shown.Activity, _shown.StatusDescription) { RecordType = ProgressRecordType.Completed };
        _shown = null;
        try
        {
            cmdlet.CommandRuntime.WriteProgress(_source, completed);
        }
        catch (PipelineStoppedException)
        {
            // A stopped pipeline accepts no more records, so the host removes the progress bar.
            if (cmdlet.GetVariableValue("ProgressPreference") is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore))
            {
                cmdlet.Host.UI.WriteProgress(_source, completed);
            }
        }
    }
}
