using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Commands;

/// <summary>Registers a cluster, and keeps the new activation in environment variables.</summary>
/// <param name="Shell">Registers it with the AWS CLI, which writes the activation's ID and code as two words.</param>
/// <param name="PowerShell">Registers it with the AWS Tools for PowerShell.</param>
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
