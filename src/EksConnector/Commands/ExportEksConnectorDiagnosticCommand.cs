using System.Management.Automation;
using EksConnector.Core.Diagnosis;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Exports diagnostic data of the EKS Connector to a file that can be shared.</summary>
/// <remarks>
/// <para>The file is a ZIP archive. For each connector, it contains all data that Test-EksConnector evaluates, the findings, what could not
/// be read, and the last entries of the logs of all containers. Secrets are not exported: the archive contains only facts about them, such
/// as whether an activation code exists and how long it is, and secrets in logs are masked.</para>
/// <para>Test-EksConnector -Path repeats the diagnosis from the file without a cluster, as of the time of the export.</para>
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
    /// <summary>The file to write, such as <c>connector.zip</c>. Its folder has to be there.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string DestinationPath { get; set; } = string.Empty;

    /// <summary>How many entries of the end of each log are kept, 0 to 100,000.</summary>
    [Parameter]
    [ValidateRange(0, 100_000)]
    public int LogTail { get; set; } = 2000;

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string path = GetUnresolvedProviderPathFromPSPath(DestinationPath);
        if (Targets.Count == 0 || !ShouldProcess(path, "Write the diagnostic bundle"))
        {
            return;
        }

        var request = new ExportRequest(Request(), path) { LogTail = LogTail, Force = Force };
        RunspaceServices services = RunspaceServices.Current;
        Run(token => new ExportDiagnosticOperation(services.Kubernetes, () => services.Aws).RunAsync(request, token));
    }
}
