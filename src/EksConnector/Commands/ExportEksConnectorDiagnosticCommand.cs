using System.Management.Automation;
using EksConnector.Core.Diagnosis;
using EksConnector.Loading;

namespace EksConnector.Commands;

/// <summary>Writes what there is to know of the EKS Connector into a file to send.</summary>
/// <remarks>
/// <para>The file is a zip archive: for each connector all facts that Test-EksConnector judges by, what it finds, what could not be
/// read, and the ends of the logs of all containers. Of Secrets there are facts alone, such as whether a code is there and
/// how long it is, and never a value; in logs secrets are masked.</para>
/// <para>Test-EksConnector -Path diagnoses it again without a cluster, as of the time at which it was written.</para>
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
