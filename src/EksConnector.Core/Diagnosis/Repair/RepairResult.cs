namespace EksConnector;

/// <summary>What came of mending one thing that was found.</summary>
public sealed class RepairResult
{
    /// <summary>The kubeconfig context; the server's host where there is no kubeconfig.</summary>
    public required string Context { get; init; }

    /// <summary>The connector's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>What was found, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>What was done; for what the module does not mend by itself, what was found.</summary>
    public required string Action { get; init; }

    /// <summary>Whether anything was written or deleted.</summary>
    public required bool Changed { get; init; }

    /// <summary>Whether the API server confirms that it is mended; null where it could not be asked.</summary>
    public required bool? IsRepaired { get; init; }

    /// <summary>The objects that were written or deleted.</summary>
    public required ValueList<string> Objects { get; init; }

    /// <summary>What remains to be done; null where nothing does.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>What to type for it in a POSIX shell; null where there is nothing to type.</summary>
    public string? FixCommand { get; init; }

    /// <summary>What to type for it in PowerShell; null where there is nothing to type.</summary>
    public string? FixCommandPowerShell { get; init; }

    /// <summary>Names the finding and whether it is mended.</summary>
    /// <returns>Such as <c>StateRoleMissing (repaired)</c>.</returns>
    public override string ToString() => $"{Code} ({(IsRepaired == true ? "repaired" : "not repaired")})";
}
