using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Repair;

/// <summary>One thing that is mended: what is changed for it, and what the API server has to say then.</summary>
internal sealed record RepairStep
{
    /// <summary>What was found, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>What is done, in a line.</summary>
    public required string Action { get; init; }

    internal IReadOnlyList<RepairChange> Changes { get; init; } = [];

    /// <summary>What has to be allowed then; none where another proof is made.</summary>
    internal IReadOnlyList<AccessQuestion> Proof { get; init; } = [];

    /// <summary>Whether the Secret with the token has to be filled then.</summary>
    internal bool FillsToken { get; init; }

    /// <summary>The keys that connector-proxy has to have saved then.</summary>
    internal IReadOnlyList<KeySave> Keys { get; init; } = [];

    /// <summary>Says what is to be done.</summary>
    /// <returns>The action, and a line for each change.</returns>
    public string Describe() => Action + ":" + string.Concat(Changes.Select(change => $"{Environment.NewLine}  {change.Text}"));
}
