using EksConnector.Core.Connector;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Findings;

/// <summary>The result of one check, from which a finding is created.</summary>
/// <param name="Code">The condition that was checked, one of <see cref="FindingCodes"/>.</param>
/// <param name="Result">The outcome, one of <see cref="DiagnosisWords"/>.</param>
/// <param name="Summary">The outcome in one sentence.</param>
internal sealed record Observation(string Code, string Result, string Summary)
{
    public string? Evidence { get; init; }

    public string? Cause { get; init; }

    public string? RecommendedAction { get; init; }

    public FixCommand? Fix { get; init; }

    /// <summary>The Pod to which the observation applies; null if it does not apply to a single Pod.</summary>
    public string? Pod { get; init; }

    /// <summary>The principal to which the observation applies; null if there is none.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>The reason why the check was skipped; otherwise null.</summary>
    public Unread? Unread { get; init; }

    /// <summary>Whether the observation is only a consequence of another problem, such as a log line or a status.</summary>
    public bool IsSymptom { get; init; }

    /// <summary>Whether a warning does not require action.</summary>
    public bool IsMinor { get; init; }

    /// <summary>Whether the observation is reported only if nothing failed, because any failure is more specific.</summary>
    public bool OnlyIfNothingFailed { get; init; }

    public static Observation Passed(string code, string summary) => new(code, DiagnosisWords.Passed, summary);

    /// <summary>Creates an observation of a condition that exists, with the severity from the catalogue.</summary>
    public static Observation Found(string code, string summary) => new Observation(code, DiagnosisWords.Failed, summary).WithSeverity(FindingCatalogue.Row(code).Severity);

    public static Observation Skipped(string code, Unread why) =>
        new(code, DiagnosisWords.Skipped, $"Not checked: {why.Why}.") { RecommendedAction = why.RecommendedAction, Unread = why };

    /// <summary>Returns the observation with a lower severity than in the catalogue.</summary>
    /// <param name="severity">The severity, one of the downgrades in the catalogue.</param>
    public Observation LoweredTo(string severity) => WithSeverity(severity);

    /// <summary>Returns the observation with a lower severity than in the catalogue if a condition is true.</summary>
    public Observation LoweredTo(string severity, bool when) => when ? WithSeverity(severity) : this;

    private Observation WithSeverity(string severity) => this with
    {
        Result = severity == DiagnosisWords.Error ? DiagnosisWords.Failed : DiagnosisWords.Warned,
        IsMinor = severity == DiagnosisWords.Information,
    };
}
