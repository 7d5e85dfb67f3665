namespace EksConnector.Core.Diagnosis;

/// <summary>The request of <see cref="ExportDiagnosticOperation"/>.</summary>
/// <param name="Diagnosis">The request of the diagnosis.</param>
/// <param name="DestinationPath">The full path of the file to write.</param>
internal sealed record ExportRequest(DiagnosisRequest Diagnosis, string DestinationPath)
{
    /// <summary>The number of last entries of each log that are included, 0 or more.</summary>
    public int LogTail { get; init; } = 2000;

    /// <summary>Whether an existing file is replaced.</summary>
    public bool Force { get; init; }
}
