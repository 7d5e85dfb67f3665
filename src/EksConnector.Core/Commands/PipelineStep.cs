namespace EksConnector.Core.Commands;

/// <summary>A pipeline, which may be another one in PowerShell.</summary>
/// <param name="Shell">For Bash.</param>
/// <param name="PowerShell">For PowerShell.</param>
internal sealed record PipelineStep(Pipeline Shell, Pipeline PowerShell) : CommandStep
{
    /// <inheritdoc/>
    public override bool IsAllowed => Shell.IsAllowed && PowerShell.IsAllowed;

    /// <inheritdoc/>
    public override string WriteForBash() => BashWriter.Write(Shell);

    /// <inheritdoc/>
    public override string WriteForPowerShell() => PowerShellWriter.Write(PowerShell);
}
