namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Creates rows of the catalogue.</summary>
internal static class Define
{
    /// <summary>Defines a finding.</summary>
    /// <param name="code">The code, one of <see cref="FindingCodes"/>.</param>
    /// <param name="severity">The severity unless a rule lowers it, one of <see cref="DiagnosisWords"/>.</param>
    /// <param name="documentation">The URL of the related documentation.</param>
    /// <param name="meaning">The meaning, in one sentence.</param>
    /// <param name="seenIn">The objects, logs or responses from which the finding is detected.</param>
    /// <param name="action">The recommended action.</param>
    /// <param name="cause">The cause.</param>
    /// <param name="fix">The commands, with placeholders.</param>
    /// <param name="canRepair">Whether Repair-EksConnector can fix it.</param>
    /// <param name="downgrades">The lower severities that a rule can assign.</param>
    /// <param name="tags">The groups of the finding, from <see cref="FindingTags"/>.</param>
    /// <param name="leadsTo">The codes and tags of the findings that this finding causes.</param>
    /// <param name="morePreciseThan">The codes of less specific findings about the same problem.</param>
    /// <param name="phrase">The text that a rule uses for the finding within a sentence.</param>
    /// <param name="absence">The text that a rule uses within a sentence if the finding does not apply.</param>
    public static FindingDefinition Row(
        string code,
        string severity,
        string documentation,
        string meaning,
        string seenIn,
        string action,
        string? cause = null,
        string? fix = null,
        bool canRepair = false,
        string[]? downgrades = null,
        string[]? tags = null,
        string[]? leadsTo = null,
        string[]? morePreciseThan = null,
        string? phrase = null,
        string? absence = null) =>
        new()
        {
            Code = code,
            Severity = severity,
            Meaning = meaning,
            SeenIn = seenIn,
            Cause = cause,
            RecommendedAction = action,
            FixCommand = fix,
            DocumentationUri = documentation,
            CanRepair = canRepair,
            Downgrades = downgrades ?? [],
            Tags = tags ?? [],
            LeadsTo = leadsTo ?? [],
            MorePreciseThan = morePreciseThan ?? [],
            Phrase = phrase,
            Absence = absence,
        };
}
