namespace EksConnector;

/// <summary>
/// Whether the activation of one cluster can still work, and if not, why. An object is always true in an <c>if</c>: ask
/// <see cref="IsValid"/>, or use -Quiet.
/// </summary>
public sealed class ActivationResult
{
    /// <summary>The kubeconfig context (the server's host without a kubeconfig); null where no cluster was asked.</summary>
    public string? Context { get; init; }

    /// <summary>The connector's namespace; null where no cluster was asked.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name of the cluster in EKS; null where it is not known.</summary>
    public string? ClusterName { get; init; }

    /// <summary>The AWS region that was asked, or that the cluster names; null where none is known.</summary>
    public string? Region { get; init; }

    /// <summary>Whether nothing was found that keeps the activation from working; true also when it has done its work.</summary>
    public bool IsValid { get; init; }

    /// <summary>
    /// Why: the code of the root cause (see <see cref="FindingCodes"/>); for a valid one <c>Registered</c>, <c>Usable</c> or
    /// <c>ActivationExpiring</c>; <c>Unknown</c> where nothing could be looked at (see <see cref="ActivationWords"/>).
    /// </summary>
    public required string Reason { get; init; }

    /// <summary>The reason in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do; null where there is nothing to do.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>What to type for it in a POSIX shell, with kubectl, helm and the AWS CLI; null where there is nothing to type.</summary>
    public string? FixCommand { get; init; }

    /// <summary>The same for PowerShell, with kubectl, helm and the module AWS.Tools.EKS; null where there is nothing to type.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>The status in EKS, such as <c>PENDING</c>, <c>ACTIVE</c> or <c>FAILED</c>; null where EKS was not asked or has no such cluster.</summary>
    public string? EksStatus { get; init; }

    /// <summary>The id of the activation: the one that EKS has, else the one on the cluster or in the file; null where there is none.</summary>
    public string? ActivationId { get; init; }

    /// <summary>Until when the activation can be used, in local time; null where AWS did not say.</summary>
    public DateTime? ActivationExpiry { get; init; }

    /// <summary>How long until then, by AWS's clock; negative when it has passed; null where the expiry is not known.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>Whether the expiry has passed; null where it is not known. What has registered before is not harmed by it.</summary>
    public bool? IsExpired { get; init; }

    /// <summary>How often the activation was used; null where AWS did not say.</summary>
    public int? RegistrationsUsed { get; init; }

    /// <summary>How often the activation can be used, 1 or more; null where AWS did not say.</summary>
    public int? RegistrationLimit { get; init; }

    /// <summary>
    /// What Systems Manager says of the agents: <c>Online</c> where one is, else <c>ConnectionLost</c> or <c>Inactive</c>; null where
    /// it knows none or was not asked.
    /// </summary>
    public string? AgentPing { get; init; }

    /// <summary>When an agent was last heard of, in local time; null where none ever was, or Systems Manager was not asked.</summary>
    public DateTime? AgentPingTime { get; init; }

    /// <summary>The ARN of the role that the agents use; null where AWS did not say.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Where the cluster runs as EKS has it, such as <c>EKS_ANYWHERE</c> or <c>OTHER</c>; null where AWS did not say.</summary>
    public string? Provider { get; init; }

    /// <summary>Everything that was looked at: first the root cause, then what failed, warned, passed and was skipped.</summary>
    public required ValueList<Finding> Findings { get; init; }

    /// <summary>Names the cluster and the reason.</summary>
    /// <returns>Such as <c>my-cluster: ActivationExpired</c>.</returns>
    public override string ToString() => $"{ClusterName ?? Context ?? "(unknown)"}: {Reason}";
}
