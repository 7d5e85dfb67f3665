namespace EksConnector;

/// <summary>The description of a finding that the module can report: what it means, how it is detected, and what to do.</summary>
public sealed class FindingDefinition
{
    /// <summary>The code of the finding, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>
    /// The severity of the finding if it prevents the connector from working: <c>Error</c>, <c>Warning</c> or
    /// <c>Information</c> (see <see cref="DiagnosisWords"/>).
    /// </summary>
    public required string Severity { get; init; }

    /// <summary>The meaning of the finding, in one sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>The objects, logs or responses from which the finding is detected.</summary>
    public required string SeenIn { get; init; }

    /// <summary>The cause of the finding; null if the meaning already contains it.</summary>
    public string? Cause { get; init; }

    /// <summary>The action that resolves the finding.</summary>
    public required string RecommendedAction { get; init; }

    /// <summary>
    /// The commands to run in a POSIX shell, with placeholders in capital letters and angle brackets; null if there is no
    /// command.
    /// </summary>
    public string? FixCommand { get; init; }

    /// <summary>The URL of the related documentation.</summary>
    public required string DocumentationUri { get; init; }

    /// <summary>Whether Repair-EksConnector can fix it.</summary>
    public bool CanRepair { get; init; }

    /// <summary>The lower severities that a rule can assign if the impact is smaller.</summary>
    internal IReadOnlyList<string> Downgrades { get; init; } = [];

    /// <summary>The groups of the finding.</summary>
    internal IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The codes and tags of the findings that this finding causes.</summary>
    internal IReadOnlyList<string> LeadsTo { get; init; } = [];

    /// <summary>The codes of less specific findings about the same problem.</summary>
    internal IReadOnlyList<string> MorePreciseThan { get; init; } = [];

    /// <summary>The text that a rule uses for the finding within a sentence; null if no rule does.</summary>
    internal string? Phrase { get; init; }

    /// <summary>The text that a rule uses within a sentence if the finding does not apply; null if no rule does.</summary>
    internal string? Absence { get; init; }

    /// <summary>Returns the code.</summary>
    /// <returns><see cref="Code"/>.</returns>
    public override string ToString() => Code;
}
