namespace EksConnector;

/// <summary>What the module knows of one thing that can be found: what it means, how it is seen, and what to do.</summary>
public sealed class FindingDefinition
{
    /// <summary>The code, one of <see cref="FindingCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>How grave it is where it keeps the connector from working: <c>Error</c>, <c>Warning</c> or <c>Information</c>, see <see cref="DiagnosisWords"/>.</summary>
    public required string Severity { get; init; }

    /// <summary>What it means, in a sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>How it is seen: which objects, logs or answers show it.</summary>
    public required string SeenIn { get; init; }

    /// <summary>How it comes to that; null where it says so itself.</summary>
    public string? Cause { get; init; }

    /// <summary>What to do.</summary>
    public required string RecommendedAction { get; init; }

    /// <summary>What to type for it in a POSIX shell, with names in capitals and angle brackets to be filled in; null where no command mends it.</summary>
    public string? FixCommand { get; init; }

    /// <summary>Where it is documented.</summary>
    public required string DocumentationUri { get; init; }

    /// <summary>Whether Repair-EksConnector can mend it.</summary>
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

    /// <summary>Gives the code.</summary>
    /// <returns><see cref="Code"/>.</returns>
    public override string ToString() => Code;
}
