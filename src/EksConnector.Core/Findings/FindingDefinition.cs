namespace EksConnector;

/// <summary>The definition of a finding: its meaning, the sources it is detected from, and the recommended action.</summary>
public sealed class FindingDefinition
{
    /// <summary>The code, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>
    /// The severity of the finding where it prevents the connector from working: <c>Error</c>, <c>Warning</c>, or <c>Information</c>. See
    /// <see cref="DiagnosisWords"/>.
    /// </summary>
    public required string Severity { get; init; }

    /// <summary>The meaning of the finding in a sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>The objects, logs, and responses that the finding is detected from.</summary>
    public required string SeenIn { get; init; }

    /// <summary>The usual cause; null if the meaning already states it.</summary>
    public string? Cause { get; init; }

    /// <summary>The recommended action.</summary>
    public required string RecommendedAction { get; init; }

    /// <summary>The command for a POSIX shell, with placeholders in angle brackets; null if there is none.</summary>
    public string? FixCommand { get; init; }

    /// <summary>The address of the documentation.</summary>
    public required string DocumentationUri { get; init; }

    /// <summary>Whether Repair-EksConnector can repair the finding.</summary>
    public bool CanRepair { get; init; }

    /// <summary>The lower severities that a rule may give it, where what was found does less harm.</summary>
    internal IReadOnlyList<string> Downgrades { get; init; } = [];

    /// <summary>The groups that it belongs to.</summary>
    internal IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The codes and tags of the findings that follow from it.</summary>
    internal IReadOnlyList<string> LeadsTo { get; init; } = [];

    /// <summary>The codes that say less than this one about the same fault.</summary>
    internal IReadOnlyList<string> MorePreciseThan { get; init; } = [];

    /// <summary>How a rule says it within a sentence; null where no rule does.</summary>
    internal string? Phrase { get; init; }

    /// <summary>How a rule says within a sentence that it was not found; null where no rule does.</summary>
    internal string? Absence { get; init; }

    /// <summary>Returns the code.</summary>
    /// <returns><see cref="Code"/>.</returns>
    public override string ToString() => Code;
}
