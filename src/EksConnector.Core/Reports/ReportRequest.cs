namespace EksConnector.Core.Reports;

/// <summary>The request of <see cref="ExportReportOperation"/>.</summary>
/// <param name="Diagnoses">The diagnoses, in the order in which they are shown.</param>
/// <param name="Destination">The file to write.</param>
internal sealed record ReportRequest(IReadOnlyList<EksConnector.Diagnosis> Diagnoses, DestinationFile Destination)
{
    /// <summary>Whether JUnit XML is written instead of HTML.</summary>
    public bool AsJUnit { get; init; }

    /// <summary>Whether verbose messages are written.</summary>
    public bool Verbose { get; init; }
}
