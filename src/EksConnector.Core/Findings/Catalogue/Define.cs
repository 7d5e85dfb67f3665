namespace EksConnector.Core.Findings.Catalogue;

/// <summary>Writes definitions in short.</summary>
internal static class Define
{
    /// <summary>What keeps the connector from working.</summary>
    public static FindingDefinition Error(
        string code, string documentation, string meaning, string seenIn, string action, string? cause = null, string? fix = null, bool canRepair = false) =>
        Of(DiagnosisWords.Error, code, documentation, meaning, seenIn, action, cause, fix, canRepair);

    /// <summary>What is a risk, or will be an error.</summary>
    public static FindingDefinition Warning(
        string code, string documentation, string meaning, string seenIn, string action, string? cause = null, string? fix = null, bool canRepair = false) =>
        Of(DiagnosisWords.Warning, code, documentation, meaning, seenIn, action, cause, fix, canRepair);

    /// <summary>What is good to know.</summary>
    public static FindingDefinition Information(
        string code, string documentation, string meaning, string seenIn, string action, string? cause = null, string? fix = null) =>
        Of(DiagnosisWords.Information, code, documentation, meaning, seenIn, action, cause, fix, canRepair: false);

    private static FindingDefinition Of(
        string severity, string code, string documentation, string meaning, string seenIn, string action, string? cause, string? fix, bool canRepair) =>
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
        };
}
