namespace EksConnector;

/// <summary>The result of repairing one finding.</summary>
public sealed class RepairResult
{
    /// <summary>The kubeconfig context, or the host name of the server if there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The finding, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The action that was taken. For a finding that the module does not repair, its summary.</summary>
    public required string Action { get; init; }

    /// <summary>Whether any object was created, changed, or deleted.</summary>
    public required bool Changed { get; init; }

    /// <summary>Whether the API server confirms that the problem is resolved; null if this could not be checked.</summary>
    public required bool? IsRepaired { get; init; }

    /// <summary>The objects that were created, changed, or deleted.</summary>
    public required ValueList<string> Objects { get; init; }

    /// <summary>The remaining action; null if no action is required.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The command for a POSIX shell, which uses kubectl, helm, and the AWS CLI; null if there is none.</summary>
    public string? FixCommand { get; init; }

    /// <summary>The command for PowerShell, which uses this module, kubectl, helm, and AWS.Tools.EKS; null if there is none.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>Returns the finding and whether it is repaired.</summary>
    /// <returns>Such as <c>StateRoleMissing (repaired)</c>.</returns>
    public override string ToString() => $"{Code} ({(IsRepaired == true ? "repaired" : "not repaired")})";
}
