namespace EksConnector;

/// <summary>
/// The diagnosis of one connector: the root cause of its problem and the recommended action. Any object is true in an <c>if</c> statement,
/// so use <see cref="IsHealthy"/> or -Quiet.
/// </summary>
public sealed class Diagnosis
{
    /// <summary>The kubeconfig context, or the host name of the server if there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the cluster in Amazon EKS; null if it is unknown.</summary>
    public string? ClusterName { get; init; }

    /// <summary>
    /// Whether the connector has no errors and there is evidence of its connection; null if it has no errors but its connection could not
    /// be verified. Warnings do not make a connector unhealthy.
    /// </summary>
    public required bool? IsHealthy { get; init; }

    /// <summary>
    /// Whether the logs of the agents or Systems Manager show that at least one agent is connected; null if neither could be read.
    /// </summary>
    public bool? IsConnected { get; init; }

    /// <summary>The code of the root cause (see <see cref="FindingCodes"/>); null if there is none.</summary>
    public string? RootCause { get; init; }

    /// <summary>The problem in a sentence. For a healthy connector, the number of checks and what could not be checked.</summary>
    public required string Summary { get; init; }

    /// <summary>The evidence for the root cause and its source; null if there is no problem or the summary contains all details.</summary>
    public string? Evidence { get; init; }

    /// <summary>The recommended action; null if no action is required.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The command for a POSIX shell, which uses kubectl, helm, and the AWS CLI; null if there is none.</summary>
    public string? FixCommand { get; init; }

    /// <summary>The command for PowerShell, which uses this module, kubectl, helm, and AWS.Tools.EKS; null if there is none.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>The local time of the diagnosis, by the clock of this machine.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The results of all checks: first the root cause, then the failed, warned, passed, and skipped checks.</summary>
    public required ValueList<Finding> Findings { get; init; }

    /// <summary>Returns the name of the cluster and the verdict.</summary>
    /// <returns>Such as <c>edge-berlin: ImageNotFound</c> or <c>edge-berlin: healthy</c>.</returns>
    public override string ToString() => $"{Context}: {RootCause ?? (IsHealthy == true ? "healthy" : "unknown")}";
}
