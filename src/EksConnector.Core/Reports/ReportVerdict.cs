namespace EksConnector.Core.Reports;

/// <summary>The state of a connector in a report: its text, its symbol, and its CSS class.</summary>
internal sealed record ReportVerdict(string Word, string Symbol, string Style)
{
    /// <summary>No error was found, and the connection was verified.</summary>
    public static readonly ReportVerdict Healthy = new("Healthy", "\u2713", "good");

    /// <summary>An error was found.</summary>
    public static readonly ReportVerdict Unhealthy = new("Unhealthy", "\u2717", "bad");

    /// <summary>No error was found, and the connection could not be verified.</summary>
    public static readonly ReportVerdict Unverified = new("Not verified", "?", "doubt");

    /// <summary>Returns the verdict of a diagnosis.</summary>
    public static ReportVerdict Of(EksConnector.Diagnosis diagnosis) => diagnosis.IsHealthy switch { true => Healthy, false => Unhealthy, null => Unverified };
}
