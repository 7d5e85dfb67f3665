namespace EksConnector;

/// <summary>The result of repairing one finding.</summary>
public sealed class RepairResult
{
    /// <summary>The kubeconfig context, or the host name of the API server if no kubeconfig is used.</summary>
    public required string Context { get; init; }

    /// <summary>The namespace of the connector.</summary>
    public required string Namespace { get; init; }

    /// <summary>The code of the finding, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The action that was taken; for a finding that the module does not repair, a summary of the finding.</summary>
    public required string Action { get; init; }

    /// <summary>Whether any object was written or deleted.</summary>
    public required bool Changed { get; init; }

    /// <summary>Whether the API server confirms that the issue is resolved; null if this could not be verified.</summary>
    public required bool? IsRepaired { get; init; }

    /// <summary>The objects that were created, changed, or deleted.</summary>
    public required ValueList<string> Objects { get; init; }

    /// <summary>The action that remains for you; null if no action is required.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The commands to run in a POSIX shell; null if there is no command.</summary>
    public string? FixCommand { get; init; }

    /// <summary>The commands to run in PowerShell; null if there is no command.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>Returns the finding and whether it is resolved.</summary>
    /// <returns>For example, <c>StateRoleMissing (repaired)</c>.</returns>
    public override string ToString() => $"{Code} ({(IsRepaired == true ? "repaired" : "not repaired")})";
}
