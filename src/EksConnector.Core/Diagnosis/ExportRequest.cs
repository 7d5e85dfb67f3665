namespace EksConnector.Core.Diagnosis;

/// <summary>What is asked of <see cref="ExportDiagnosticOperation"/>.</summary>
/// <param name="Diagnosis">Which connectors, as whom.</param>
/// <param name="DestinationPath">The file to write, as a full path.</param>
internal sealed record ExportRequest(DiagnosisRequest Diagnosis, string DestinationPath)
{
    /// <summary>How many entries of the end of each log are kept, 0 or more.</summary>
    public int LogTail { get; init; } = 2000;

    /// <summary>Whether a file that is there already is replaced.</summary>
    public bool Force { get; init; }
}
