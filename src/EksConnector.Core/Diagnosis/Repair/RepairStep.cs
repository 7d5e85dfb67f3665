using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>The repair of one finding: the changes and the expected state after the repair.</summary>
internal sealed record RepairStep
{
    /// <summary>The code of the finding, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The action, in one line.</summary>
    public required string Action { get; init; }

    internal IReadOnlyList<RepairChange> Changes { get; init; } = [];

    /// <summary>The access that must be allowed after the repair; empty if the repair is verified in another way.</summary>
    internal IReadOnlyList<AccessCheck> ExpectedAccess { get; init; } = [];

    /// <summary>Whether the Secret must contain a token after the repair.</summary>
    internal bool FillsToken { get; init; }

    /// <summary>The keys that connector-proxy must save after the repair.</summary>
    internal IReadOnlyList<KeySave> Keys { get; init; } = [];

    /// <summary>Describes the step.</summary>
    /// <returns>The action and a line for each change.</returns>
    public string Describe() => Action + ":" + string.Concat(Changes.Select(change => $"{Environment.NewLine}  {change.Text}"));
}
