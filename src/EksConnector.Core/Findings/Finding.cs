namespace EksConnector;

/// <summary>
/// The module's answer to "what is wrong, and what do I do": one thing that was looked at, how it came out, and what follows.
/// All texts are one line each, but for the commands, and have passed the <see cref="Redactor"/>.
/// </summary>
public sealed class Finding
{
    /// <summary>The kubeconfig context that was looked at (the server's host without a kubeconfig); null where no cluster was asked.</summary>
    public string? Context { get; init; }

    /// <summary>The connector's namespace; null where no cluster was asked.</summary>
    public string? Namespace { get; init; }

    /// <summary>The pod that it is about; null where it is about no single pod.</summary>
    public string? Pod { get; init; }

    /// <summary>The ARN of the IAM principal that it is about; null where it is about none.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>What was looked for, one of <see cref="FindingCodes"/>: a finding that passed says that it is not there.</summary>
    public required string Code { get; init; }

    /// <summary><c>Passed</c>, <c>Failed</c>, <c>Warned</c> or <c>Skipped</c>: see <see cref="DiagnosisWords"/>.</summary>
    public required string Result { get; init; }

    /// <summary><c>Error</c>, <c>Warning</c> or <c>Information</c>: see <see cref="DiagnosisWords"/>.</summary>
    public required string Severity { get; init; }

    /// <summary>What was found; for a check that was skipped, why.</summary>
    public required string Summary { get; init; }

    /// <summary>What was seen, and where; null where the summary says all.</summary>
    public string? Evidence { get; init; }

    /// <summary>How it comes to that; null where nothing is wrong, or it is not known.</summary>
    public string? Cause { get; init; }

    /// <summary>What to do; null where there is nothing to do.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>
    /// What to type for it in a POSIX shell, with kubectl, helm and the AWS CLI; null where no command can be given. It may have
    /// several lines, and has variables where a secret has to stand.
    /// </summary>
    public string? FixCommand { get; init; }

    /// <summary>The same for PowerShell, with kubectl, helm and the module AWS.Tools.EKS; null where no command can be given.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>Where it is documented; null where it is not.</summary>
    public string? DocumentationUri { get; init; }

    /// <summary>Whether this is what has to be mended first, and what the others follow from. At most one finding of a result is.</summary>
    public bool IsRootCause { get; init; }

    /// <summary>The <see cref="Code"/> of the root cause that this follows from; null where it stands by itself.</summary>
    public string? CausedBy { get; init; }

    /// <summary>Names the finding and how it came out.</summary>
    /// <returns>Such as <c>ActivationExpired (Failed)</c>.</returns>
    public override string ToString() => $"{Code} ({Result})";
}
