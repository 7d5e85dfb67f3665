namespace EksConnector;

/// <summary>
/// The result of one check: what was examined, the outcome, and what to do. All texts except the commands are single lines, and
/// secrets in them are redacted.
/// </summary>
public sealed class Finding
{
    /// <summary>
    /// The kubeconfig context, or the host name of the API server if no kubeconfig is used; null if no cluster was queried.
    /// </summary>
    public string? Context { get; init; }

    /// <summary>The namespace of the connector; null if no cluster was queried.</summary>
    public string? Namespace { get; init; }

    /// <summary>The Pod to which the finding applies; null if it does not apply to a single Pod.</summary>
    public string? Pod { get; init; }

    /// <summary>The ARN of the IAM principal to which the finding applies; null if it does not apply to a principal.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>
    /// The condition that was checked, one of <see cref="FindingCodes"/>. If the check passed, the condition does not exist.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>The outcome: <c>Passed</c>, <c>Failed</c>, <c>Warned</c> or <c>Skipped</c> (see <see cref="DiagnosisWords"/>).</summary>
    public required string Result { get; init; }

    /// <summary>The severity: <c>Error</c>, <c>Warning</c> or <c>Information</c> (see <see cref="DiagnosisWords"/>).</summary>
    public required string Severity { get; init; }

    /// <summary>What was found; for a skipped check, the reason why it was skipped.</summary>
    public required string Summary { get; init; }

    /// <summary>The evidence and its source; null if the summary already contains it.</summary>
    public string? Evidence { get; init; }

    /// <summary>The cause of the condition; null if nothing is wrong or the cause is not known.</summary>
    public string? Cause { get; init; }

    /// <summary>The action that resolves the condition; null if no action is required.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>
    /// The commands to run in a POSIX shell, with kubectl, helm and the AWS CLI; null if there is no command. The text can have
    /// several lines, and contains variables in place of secrets.
    /// </summary>
    public string? FixCommand { get; init; }

    /// <summary>
    /// The commands to run in PowerShell, with this module, kubectl, helm and AWS.Tools.EKS; null if there is no command.
    /// </summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>The URL of the related documentation; null if there is none.</summary>
    public string? DocumentationUri { get; init; }

    /// <summary>Whether this finding is the root cause, which you should fix first. A diagnosis has at most one root cause.</summary>
    public bool IsRootCause { get; init; }

    /// <summary>The <see cref="Code"/> of the root cause that causes this finding; null if the finding is independent.</summary>
    public string? CausedBy { get; init; }

    /// <summary>Returns the finding and its outcome.</summary>
    /// <returns>For example, <c>ActivationExpired (Failed)</c>.</returns>
    public override string ToString() => $"{Code} ({Result})";
}
