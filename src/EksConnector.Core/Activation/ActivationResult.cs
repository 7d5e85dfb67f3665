namespace EksConnector;

/// <summary>
/// The result of the test of a cluster's activation: whether the activation can be used, and if not, why. Any object is true in an
/// <c>if</c> statement, so use <see cref="IsValid"/> or -Quiet.
/// </summary>
public sealed class ActivationResult
{
    /// <summary>The kubeconfig context, or the host name of the server if there is no kubeconfig; null if no cluster was queried.</summary>
    public string? Context { get; init; }

    /// <summary>The namespace of the connector; null if no cluster was queried.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name of the cluster in Amazon EKS; null if it is unknown.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The AWS Region that was queried or that the cluster specifies; null if it is unknown.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Whether nothing was found that prevents the use of the activation. It is also true if the activation has already been used by every
    /// replica.
    /// </summary>
    public bool IsValid { get; init; }

    /// <summary>
    /// The code of the root cause (see <see cref="FindingCodes"/>). For a valid activation it is <c>Registered</c>, <c>Usable</c>, or
    /// <c>ActivationExpiring</c>, and <c>Unknown</c> if no check was possible (see <see cref="ActivationWords"/>).
    /// </summary>
    public required string Reason { get; init; }

    /// <summary>The reason in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The recommended action; null if no action is required.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The command for a POSIX shell, which uses kubectl, helm, and the AWS CLI; null if there is none.</summary>
    public string? FixCommand { get; init; }

    /// <summary>The command for PowerShell, which uses this module, kubectl, helm, and AWS.Tools.EKS; null if there is none.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>
    /// The status of the cluster in Amazon EKS, such as <c>PENDING</c>, <c>ACTIVE</c>, or <c>FAILED</c>; null if Amazon EKS was not queried
    /// or has no such cluster.
    /// </summary>
    public string? EksStatus { get; init; }

    /// <summary>The activation ID in Amazon EKS, or otherwise the one on the cluster or in the file; null if there is none.</summary>
    public string? ActivationId { get; init; }

    /// <summary>The local time at which the activation expires; null if AWS did not return it.</summary>
    public DateTime? ActivationExpiry { get; init; }

    /// <summary>
    /// The time until the activation expires, by the AWS clock. It is negative after the expiry, and null if the expiry is unknown.
    /// </summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>
    /// Whether the activation has expired; null if the expiry is unknown. The expiry does not affect replicas that are already registered.
    /// </summary>
    public bool? IsExpired { get; init; }

    /// <summary>The number of registrations that were made with the activation; null if AWS did not return it.</summary>
    public int? RegistrationsUsed { get; init; }

    /// <summary>The maximum number of registrations, 1 or more; null if AWS did not return it.</summary>
    public int? RegistrationLimit { get; init; }

    /// <summary>
    /// The ping status of the agents in Systems Manager: <c>Online</c> if at least one agent is online, otherwise <c>ConnectionLost</c> or
    /// <c>Inactive</c>; null if there is no agent or Systems Manager was not queried.
    /// </summary>
    public string? AgentPing { get; init; }

    /// <summary>The local time of the last ping of an agent; null if there is none or Systems Manager was not queried.</summary>
    public DateTime? AgentPingTime { get; init; }

    /// <summary>The ARN of the IAM role that the agents use; null if AWS did not return it.</summary>
    public string? RoleArn { get; init; }

    /// <summary>
    /// The provider of the cluster in Amazon EKS, such as <c>EKS_ANYWHERE</c> or <c>OTHER</c>; null if AWS did not return it.
    /// </summary>
    public string? Provider { get; init; }

    /// <summary>The results of all checks: first the root cause, then the failed, warned, passed, and skipped checks.</summary>
    public required ValueList<Finding> Findings { get; init; }

    /// <summary>Returns the name of the cluster and the reason.</summary>
    /// <returns>Such as <c>my-cluster: ActivationExpired</c>.</returns>
    public override string ToString() => $"{ClusterName ?? Context ?? "(unknown)"}: {Reason}";
}
