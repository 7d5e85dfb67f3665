using EksConnector.Core.Connector;
using EksConnector.Core.Findings.Catalogue;

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

    /// <summary>Whether it is said only where nothing failed: it tells what is not known, and a fault tells more.</summary>
    public bool OnlyIfNothingFailed { get; init; }

    public static Observation Passed(string code, string summary) => new(code, DiagnosisWords.Passed, summary);

    /// <summary>It was found, with the severity of its row.</summary>
    public static Observation Found(string code, string summary) => new Observation(code, DiagnosisWords.Failed, summary).WithSeverity(FindingCatalogue.Row(code).Severity);

    public static Observation Skipped(string code, Unread why) =>
        new(code, DiagnosisWords.Skipped, $"Not checked: {why.Why}.") { RecommendedAction = why.RecommendedAction, Unread = why };

    /// <summary>It does less harm here than its row says.</summary>
    /// <param name="severity">The severity, one of those that the row allows as a downgrade.</param>
    public Observation LoweredTo(string severity) => WithSeverity(severity);

    /// <summary>It does less harm here than its row says, where a condition holds.</summary>
    public Observation LoweredTo(string severity, bool when) => when ? WithSeverity(severity) : this;

    private Observation WithSeverity(string severity) => this with
    {
        Result = severity == DiagnosisWords.Error ? DiagnosisWords.Failed : DiagnosisWords.Warned,
        IsMinor = severity == DiagnosisWords.Information,
    };
}
