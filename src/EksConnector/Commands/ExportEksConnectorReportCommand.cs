using System.Management.Automation;
using EksConnector.Core;
using EksConnector.Core.Reports;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Writes a report of one or more diagnoses to an HTML file.</summary>
/// <remarks>
/// <para>Takes the output of Test-EksConnector from the pipeline and writes one self-contained file that every browser can show
/// without a network connection. The file starts with a summary of all connectors: their root causes, warnings, and expiring
/// activations. Each connector follows with its verdict, evidence, cause, action, and the command to copy, and with its Pods, findings,
/// and a timeline of its connection. The diagnoses can come from this session, from jobs and remote sessions, from Import-Clixml, and
/// from diagnostic bundles.</para>
/// <para>With -AsJUnit, the cmdlet writes the same results as JUnit XML, so that a build pipeline shows each check as a test.</para>
/// <para>The cmdlet connects to no cluster and no AWS account.</para>
/// </remarks>
[Cmdlet(
    VerbsData.Export,
    "EksConnectorReport",
    SupportsShouldProcess = true,
    HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Export-EksConnectorReport.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportEksConnectorReportCommand : EksConnectorCmdlet
{
    private readonly List<Diagnosis> _diagnoses = [];

    /// <summary>The path of the file to create, such as <c>report.html</c>. The folder must exist.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("DestinationPath")]
    public string Path { get; set; } = string.Empty;

    /// <summary>
    /// The output objects of Test-EksConnector, including those that come from a job, a remote session, or a file that Export-Clixml,
    /// ConvertTo-Json, or Export-Csv created. A CSV file does not contain the findings.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [DiagnosisTransformation(AcceptsRows = true)]
    [ValidateNotNull]
    public Diagnosis[]? InputObject { get; set; }

    /// <summary>Writes JUnit XML instead of HTML.</summary>
    [Parameter]
    public SwitchParameter AsJUnit { get; set; }

    /// <summary>Overwrites the file if it exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            // The commands before this one in the pipeline can take minutes.
            Destination().Check();
        }
        catch (EksConnectorException exception)
        {
            ThrowTerminatingError(exception);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _diagnoses.AddRange(InputObject!);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_diagnoses.Count == 0)
        {
            WriteWarning("No report was written, because there is no diagnosis.");
            return;
        }

        DestinationFile destination = Destination();
        if (ShouldProcess(destination.Path, "Write the report"))
        {
            var request = new ReportRequest(_diagnoses, destination) { AsJUnit = AsJUnit, Verbose = WantsVerbose };
            Run(token => new ExportReportOperation().RunAsync(request, token));
        }
    }

    private DestinationFile Destination() => new(GetUnresolvedProviderPathFromPSPath(Path), Force);
}
