using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Commands;

/// <summary>The step that registers a cluster and stores the new activation in variables.</summary>
/// <param name="Shell">The AWS CLI command, which writes the activation ID and code as two words.</param>
/// <param name="PowerShell">The command of AWS Tools for PowerShell.</param>
internal sealed record RegisterScript(Command Shell, Command PowerShell) : CommandStep
{
    /// <inheritdoc/>
    public override bool IsAllowed => Shell.IsAllowed && PowerShell.IsAllowed;

    /// <inheritdoc/>
    public override string WriteForBash() =>
        $"set -- $({BashWriter.Write(Shell)})\n{ConnectorNames.ActivationIdVariable}=$1; {ConnectorNames.ActivationCodeVariable}=$2";

    /// <inheritdoc/>
    public override string WriteForPowerShell() =>
        $"$activation = ({PowerShellWriter.Write(PowerShell)}).ConnectorConfig\n"
        + $"$env:{ConnectorNames.ActivationIdVariable}, $env:{ConnectorNames.ActivationCodeVariable} = $activation.ActivationId, $activation.ActivationCode";
}
