using System.Management.Automation;
using EksConnector.Core.Diagnosis;

namespace EksConnector.Commands;

/// <summary>Tells what is wrong with the EKS Connector, why, and what mends it.</summary>
/// <remarks>
/// <para>Looks at everything that the connector needs, in one go and side by side: the StatefulSet, its pods, their images, nodes and
/// events; the logs of all three containers; the activation and the connector's state; the service account, its token and
/// its rights; who may see the cluster in the EKS console; and what EKS and Systems Manager say. It only reads.</para>
/// <para>Emits one object for each connector: whether it is healthy, the root cause where it is not, what was seen, and the command
/// that mends it. Findings that follow from the root cause are marked as that. What may not be read is left out, and its
/// findings say which right is missing.</para>
/// <para>The object that is emitted is always true in an <c>if</c>, whatever it says: ask its IsHealthy, or use -Quiet.</para>
/// </remarks>
[Cmdlet(VerbsDiagnostic.Test, "EksConnector", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Test-EksConnector.md")]
[OutputType(typeof(Diagnosis))]
[OutputType(typeof(bool))]
public sealed class TestEksConnectorCommand : DiagnosisCmdlet
{
    private const string PathSet = "Path";

    private readonly List<string> _failed = [];
    private int _count;

    /// <summary>Emits True or False in place of each object.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>
    /// Ends in one terminating error, after all clusters, where any of them has a finding that is as grave or graver: for
    /// pipelines that judge by the exit code.
    /// </summary>
    [Parameter]
    [ValidateSet(DiagnosisWords.Error, DiagnosisWords.Warning)]
    public string? FailOn { get; set; }

    /// <summary>
    /// A file of Export-EksConnectorDiagnostic, whose connectors are diagnosed as of the time at which it was written. No cluster is
    /// asked, nor AWS.
    /// </summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "FullName")]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PathSet)
        {
            string file = GetUnresolvedProviderPathFromPSPath(Path);
            Run(token => TestBundleOperation.RunAsync(file, token), Take);
        }
        else
        {
            base.ProcessRecord();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName != PathSet)
        {
            Diagnose(Take);
        }

        if (_failed.Count > 0)
        {
            ThrowTerminatingError(ToErrorRecord(new EksConnectorException(
                ErrorIds.ConnectorUnhealthy,
                FailureCategory.InvalidResult,
                $"{_failed.Count} of {_count} connectors have a finding of severity {FailOn}{(FailOn == DiagnosisWords.Warning ? " or Error" : string.Empty)}: {string.Join(", ", _failed)}.",
                "Look at the objects that were emitted: RootCause, RecommendedAction, FixCommand and Findings.")));
        }
    }

    private void Take(Diagnosis diagnosis)
    {
        _count++;
        if (IsTooGrave(diagnosis))
        {
            _failed.Add(diagnosis.ToString());
        }

        WriteObject(Quiet ? diagnosis.IsHealthy == true : diagnosis);
    }

    private bool IsTooGrave(Diagnosis diagnosis) => FailOn switch
    {
        DiagnosisWords.Error => diagnosis.IsHealthy == false,
        DiagnosisWords.Warning => diagnosis.Findings.Any(finding => finding.Severity is DiagnosisWords.Error or DiagnosisWords.Warning),
        _ => false,
    };
}
