namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Writes a row of the catalogue.</summary>
internal static class Define
{
    /// <summary>Defines a finding.</summary>
    /// <param name="code">The code, one of <see cref="FindingCodes"/>.</param>
    /// <param name="severity">How severe it is where nothing lowers it, one of <see cref="DiagnosisWords"/>.</param>
    /// <param name="documentation">The page that documents it.</param>
    /// <param name="meaning">What it means, in a sentence.</param>
    /// <param name="seenIn">Which objects, logs, or answers show it.</param>
    /// <param name="action">What to do.</param>
    /// <param name="cause">How it happens.</param>
    /// <param name="fix">The command for it, with placeholders.</param>
    /// <param name="canRepair">Whether Repair-EksConnector can fix it.</param>
    /// <param name="downgrades">The lower severities that a rule may give it.</param>
    /// <param name="tags">The groups that it belongs to, from <see cref="FindingTags"/>.</param>
    /// <param name="leadsTo">The codes and tags of the findings that follow from it.</param>
    /// <param name="morePreciseThan">The codes that say less than this one about the same fault.</param>
    /// <param name="phrase">How a rule says it within a sentence.</param>
    /// <param name="absence">How a rule says within a sentence that it was not found.</param>
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
