namespace EksConnector;

/// <summary>
/// The diagnosis of one connector: what is wrong and what to do. In an <c>if</c> condition, the object always evaluates to
/// True: test <see cref="IsHealthy"/>, or use -Quiet.
/// </summary>
public sealed class Diagnosis
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the cluster in Amazon EKS; null if it is not known.</summary>
    public string? ClusterName { get; init; }

    /// <summary>
    /// True if no error was found and the connection to AWS was verified; False if an error was found; null if no error was
    /// found but the connection could not be verified. Warnings do not make a connector unhealthy.
    /// </summary>
    public required bool? IsHealthy { get; init; }

    /// <summary>
    /// Whether at least one agent is connected to AWS, according to its logs or to Systems Manager; null if no error was found and
    /// neither could be checked.
    /// </summary>
    public bool? IsConnected { get; init; }

    /// <summary>
    /// The code of the root cause, which you should fix first (see <see cref="FindingCodes"/>); null if no error was found.
    /// </summary>
    public string? RootCause { get; init; }

    /// <summary>What is wrong, in one sentence; for a healthy connector, what was verified and what could not be checked.</summary>
    public required string Summary { get; init; }

    /// <summary>The evidence of the root cause and its source; null if nothing is wrong or the summary already contains it.</summary>
    public string? Evidence { get; init; }

    /// <summary>The action that resolves the root cause; null if no action is required.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The commands to run in a POSIX shell, with kubectl, helm and the AWS CLI; null if there is no command.</summary>
    public string? FixCommand { get; init; }

    /// <summary>
    /// The commands to run in PowerShell, with this module, kubectl, helm and AWS.Tools.EKS; null if there is no command.
    /// </summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>The time of the diagnosis, in local time, by the clock of this computer.</summary>
    public required DateTime Time { get; init; }

    /// <summary>
    /// The time at which the activation expires, in local time; null if it is not known, or if all replicas are registered and the
    /// activation is no longer needed.
    /// </summary>
    public DateTime? ActivationExpiry { get; init; }

    /// <summary>The Pods of the connector.</summary>
    public ValueList<DiagnosedPod> Pods { get; init; } = new([]);

    /// <summary>What happened to the connections of the agents, oldest first, as far as the logs and Kubernetes report it.</summary>
    public ValueList<ConnectionEvent> Events { get; init; } = new([]);

    /// <summary>The results of all checks: the root cause, then failures, warnings, passed checks and skipped checks.</summary>
    public required ValueList<Finding> Findings { get; init; }

    /// <summary>Returns the cluster and the root cause, or whether the connector is healthy.</summary>
    /// <returns>For example, <c>edge-berlin: ImageNotFound</c> or <c>edge-berlin: healthy</c>.</returns>
    public override string ToString() => $"{Context}: {RootCause ?? (IsHealthy == true ? "healthy" : "unknown")}";
}
