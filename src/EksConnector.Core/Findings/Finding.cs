namespace EksConnector;

/// <summary>
/// The result of one check: what was checked, the result, and the recommended action. All texts except the commands are single lines and
/// have passed the <see cref="Redactor"/>.
/// </summary>
public sealed class Finding
{
    /// <summary>The kubeconfig context, or the host name of the server if there is no kubeconfig; null if no cluster was queried.</summary>
    public string? Context { get; init; }

    /// <summary>The namespace of the connector; null if no cluster was queried.</summary>
    public string? Namespace { get; init; }

    /// <summary>The Pod that the finding refers to; null if it does not refer to a single Pod.</summary>
    public string? Pod { get; init; }

    /// <summary>The ARN of the IAM principal that the finding refers to; null if there is none.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>
    /// The problem that was checked for, one of <see cref="FindingCodes"/>. A passed check means that the problem does not exist.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>
    /// The result of the check: <c>Passed</c>, <c>Failed</c>, <c>Warned</c>, or <c>Skipped</c>. See <see cref="DiagnosisWords"/>.
    /// </summary>
    public required string Result { get; init; }

    /// <summary>The severity: <c>Error</c>, <c>Warning</c>, or <c>Information</c>. See <see cref="DiagnosisWords"/>.</summary>
    public required string Severity { get; init; }

    /// <summary>The finding in a sentence. For a skipped check, the reason why it was skipped.</summary>
    public required string Summary { get; init; }

    /// <summary>The evidence and its source; null if the summary contains all details.</summary>
    public string? Evidence { get; init; }

    /// <summary>The cause; null if there is no problem or the cause is unknown.</summary>
    public string? Cause { get; init; }

    /// <summary>The recommended action; null if no action is required.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>
    /// The command for a POSIX shell, which uses kubectl, helm, and the AWS CLI; null if there is none. It can have several lines, and
    /// contains variables in place of secrets.
    /// </summary>
    public string? FixCommand { get; init; }

    /// <summary>The command for PowerShell, which uses this module, kubectl, helm, and AWS.Tools.EKS; null if there is none.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>The address of the documentation; null if there is none.</summary>
    public string? DocumentationUri { get; init; }

    /// <summary>Whether the finding is the root cause, which must be resolved first. A diagnosis has at most one root cause.</summary>
    public bool IsRootCause { get; init; }

    /// <summary>The <see cref="Code"/> of the root cause that led to this finding; null if it is independent.</summary>
    public string? CausedBy { get; init; }

    /// <summary>Returns the code and the result.</summary>
    /// <returns>Such as <c>ActivationExpired (Failed)</c>.</returns>
    public override string ToString() => $"{Code} ({Result})";
}
