using System.Management.Automation;
using EksConnector.Core.Diagnosis;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Exports a diagnostic bundle of the EKS Connector to a file.</summary>
/// <remarks>
/// <para>Creates a ZIP archive that you can send to support. For each connector, it contains all data that Test-EksConnector
/// evaluates, the findings, a report for a browser (report.html), the data that could not be read, and the most recent log entries
/// of all containers. The archive never contains the values of Secrets, but only facts about them, such as whether an activation
/// code exists and how long it is. Secrets in logs are redacted.</para>
/// <para>To diagnose the connectors again without a cluster, as of the time of the export, use <c>Test-EksConnector
/// -Path</c>.</para>
/// </remarks>
[Cmdlet(
    VerbsData.Export,
    "EksConnectorDiagnostic",
    DefaultParameterSetName = KubeConfigSet,
    SupportsShouldProcess = true,
    HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Export-EksConnectorDiagnostic.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportEksConnectorDiagnosticCommand : DiagnosisCmdlet
{
    /// <summary>The path of the file to create, such as <c>connector.zip</c>. The folder must exist.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string DestinationPath { get; set; } = string.Empty;

    /// <summary>The number of most recent entries to include from each log, from 0 to 100,000.</summary>
    [Parameter]
    [ValidateRange(0, 100_000)]
    public int LogTail { get; set; } = 2000;

    /// <summary>Overwrites the file if it exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string path = FilePath(nameof(DestinationPath), DestinationPath);
        if (Targets.Count == 0 || !ShouldProcess(path, "Write the diagnostic bundle"))
        {
            return;
        }

        var request = new ExportRequest(Request(), path) { LogTail = LogTail, Force = Force };
        RunspaceServices services = RunspaceServices.Current;
        Run(token => new ExportDiagnosticOperation(services.Kubernetes, () => services.Aws).RunAsync(request, token));
    }
}
