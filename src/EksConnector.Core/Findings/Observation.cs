using EksConnector.Core.Connector;

namespace EksConnector.Core.Findings;

/// <summary>What one check has to say; the verdict makes findings of them.</summary>
/// <param name="Code">What was looked for, one of <see cref="FindingCodes"/>.</param>
/// <param name="Result">How it came out, one of <see cref="DiagnosisWords"/>.</param>
/// <param name="Summary">That in a sentence.</param>
internal sealed record Observation(string Code, string Result, string Summary)
{
    public string? Evidence { get; init; }

    public string? Cause { get; init; }

    public string? RecommendedAction { get; init; }

    public FixCommand? Fix { get; init; }

    /// <summary>The pod that it is about; null where it is about no single one.</summary>
    public string? Pod { get; init; }

    /// <summary>The principal that it is about; null where it is about none.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>Why it was not looked at; null where it was.</summary>
    public Unread? Unread { get; init; }

    /// <summary>Whether it only tells what something else led to: a line in a log, a status.</summary>
    public bool IsSymptom { get; init; }

    /// <summary>Whether a warning is only good to know.</summary>
    public bool IsMinor { get; init; }

    public static Observation Passed(string code, string summary) => new(code, DiagnosisWords.Passed, summary);

    public static Observation Failed(string code, string summary) => new(code, DiagnosisWords.Failed, summary);

    public static Observation Warned(string code, string summary) => new(code, DiagnosisWords.Warned, summary);

    public static Observation Skipped(string code, Unread why) =>
        new(code, DiagnosisWords.Skipped, $"Not looked at: {why.Why}.") { RecommendedAction = why.RecommendedAction, Unread = why };
}
