namespace EksConnector;

/// <summary>
/// The result of testing the activation of one cluster. In an <c>if</c> condition, the object always evaluates to True: test
/// <see cref="IsValid"/>, or use -Quiet.
/// </summary>
public sealed class ActivationResult
{
    /// <summary>
    /// The kubeconfig context, or the host name of the API server if no kubeconfig is used; null if no cluster was queried.
    /// </summary>
    public string? Context { get; init; }

    /// <summary>The namespace of the connector; null if no cluster was queried.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name of the cluster in Amazon EKS; null if it is not known.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The AWS Region that was called, or that the cluster is configured with; null if it is not known.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Whether nothing prevents the activation from working. An activation that all replicas have registered with is also
    /// valid.
    /// </summary>
    public bool IsValid { get; init; }

    /// <summary>
    /// The reason: the code of the root cause (see <see cref="FindingCodes"/>); for a valid activation, <c>Registered</c>,
    /// <c>Usable</c> or <c>ActivationExpiring</c>; <c>Unknown</c> if nothing could be checked (see
    /// <see cref="ActivationWords"/>).
    /// </summary>
    public required string Reason { get; init; }

    /// <summary>The reason in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The action that resolves the root cause; null if no action is required.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The commands to run in a POSIX shell, with kubectl, helm and the AWS CLI; null if there is no command.</summary>
    public string? FixCommand { get; init; }

    /// <summary>The commands to run in PowerShell, with kubectl, helm and AWS.Tools.EKS; null if there is no command.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>
    /// The status in Amazon EKS, such as <c>PENDING</c>, <c>ACTIVE</c> or <c>FAILED</c>; null if Amazon EKS was not called or
    /// has no such cluster.
    /// </summary>
    public string? EksStatus { get; init; }

    /// <summary>
    /// The activation ID from Amazon EKS or, if that is not known, from the cluster or the file; null if there is none.
    /// </summary>
    public string? ActivationId { get; init; }

    /// <summary>The time at which the activation expires, in local time; null if it is not known.</summary>
    public DateTime? ActivationExpiry { get; init; }

    /// <summary>
    /// The time until the activation expires, by the clock of AWS; negative if it has expired; null if the expiry is not known.
    /// </summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>
    /// Whether the activation has expired; null if it is not known. Replicas that are already registered are not affected.
    /// </summary>
    public bool? IsExpired { get; init; }

    /// <summary>The number of registrations with the activation; null if it is not known.</summary>
    public int? RegistrationsUsed { get; init; }

    /// <summary>The maximum number of registrations with the activation, 1 or more; null if it is not known.</summary>
    public int? RegistrationLimit { get; init; }

    /// <summary>
    /// The ping status of the agents in Systems Manager: <c>Online</c> if at least one agent is online, otherwise
    /// <c>ConnectionLost</c> or <c>Inactive</c>; null if Systems Manager knows no agent or was not called.
    /// </summary>
    public string? AgentPing { get; init; }

    /// <summary>The time of the last ping of an agent, in local time; null if there was none or Systems Manager was not called.</summary>
    public DateTime? AgentPingTime { get; init; }

    /// <summary>The ARN of the IAM role that the agents use; null if it is not known.</summary>
    public string? RoleArn { get; init; }

    /// <summary>
    /// The Kubernetes provider of the cluster in Amazon EKS, such as <c>EKS_ANYWHERE</c> or <c>OTHER</c>; null if it is not
    /// known.
    /// </summary>
    public string? Provider { get; init; }

    /// <summary>The results of all checks: the root cause, then failures, warnings, passed checks and skipped checks.</summary>
    public required ValueList<Finding> Findings { get; init; }

    /// <summary>Returns the cluster and the reason.</summary>
    /// <returns>For example, <c>my-cluster: ActivationExpired</c>.</returns>
    public override string ToString() => $"{ClusterName ?? Context ?? "(unknown)"}: {Reason}";
}
