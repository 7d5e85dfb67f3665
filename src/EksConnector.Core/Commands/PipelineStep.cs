namespace EksConnector.Core.Commands;

/// <summary>A step with a pipeline that can differ between Bash and PowerShell.</summary>
/// <param name="Shell">The pipeline for Bash.</param>
/// <param name="PowerShell">The pipeline for PowerShell.</param>
internal sealed record PipelineStep(Pipeline Shell, Pipeline PowerShell) : CommandStep
{
    /// <inheritdoc/>
    public override bool IsAllowed => Shell.IsAllowed && PowerShell.IsAllowed;

    /// <inheritdoc/>
    public override string WriteForBash() => BashWriter.Write(Shell);

    /// <inheritdoc/>
    public override string WriteForPowerShell() => PowerShellWriter.Write(PowerShell);
}
