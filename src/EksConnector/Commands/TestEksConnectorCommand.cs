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
    private bool _isUnhealthy;

    // Boxed, as every value of Core's enums is in a cmdlet's fields: see GetEksConnectorLogCommand.
    private object? _failOn;

    /// <summary>
    /// Emits one Boolean in place of the objects: True only if every connector was tested, without an error, and is healthy.
    /// Errors are still written.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>
    /// Counts a connector whose connection could not be verified (its IsHealthy is <c>$null</c>) as good: for <see cref="Quiet"/>
    /// and for <see cref="FailOn"/> Warning.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnverified { get; set; }

    /// <summary>
    /// Ends the script with the error ConnectorUnhealthy, after all clusters, if any of them has a finding of this severity or a
    /// higher one, or could not be tested. With <c>Warning</c>, a connection that could not be verified counts as well. The error
    /// ends a script as <c>throw</c> does, so that <c>pwsh -File</c> and <c>pwsh -Command</c> exit with 1; <c>try</c> catches it.
    /// </summary>
    [Parameter]
    [ValidateSet(DiagnosisWords.Error, DiagnosisWords.Warning)]
    public FindingSeverity? FailOn
    {
        get => (FindingSeverity?)_failOn;
        set => _failOn = value;
    }

    /// <summary>
    /// Emits the results of a cluster as soon as they are ready. Without it, results and errors come in the order of the contexts,
    /// so those of a cluster that is slow hold back those of the clusters after it.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    public SwitchParameter AsCompleted { get; set; }

    /// <summary>
    /// A file of Export-EksConnectorDiagnostic, whose connectors are diagnosed as of the time at which it was written. No cluster is
    /// asked, nor AWS.
    /// </summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "FullName")]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override bool KeepsOrder => !AsCompleted;

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

        if (Quiet)
        {
            WriteObject(_count > 0 && !_isUnhealthy && !HasFailed);
        }

        if (FailOn is not null && (_failed.Count > 0 || HasFailed))
        {
            EndScript(new EksConnectorException(
                ErrorIds.ConnectorUnhealthy,
                FailureCategory.InvalidResult,
                Failure(),
                "Check the objects that were emitted: RootCause, RecommendedAction, FixCommand and Findings."));
        }
    }


    private void Take(Diagnosis diagnosis)
    {
        _count++;
        _isUnhealthy |= diagnosis.IsHealthy is false || (diagnosis.IsHealthy is null && !AllowUnverified);
        string[] reasons = [.. Reasons(diagnosis).Distinct(StringComparer.Ordinal)];
        if (reasons.Length > 0)
        {
            _failed.Add($"{diagnosis.Context}: {string.Join(", ", reasons)}");
        }

        if (!Quiet)
        {
            WriteObject(diagnosis);
        }
    }

    // Why a connector fails the run: the codes, in the order of the findings.
    private IEnumerable<string> Reasons(Diagnosis diagnosis)
    {
        if (FailOn is not { } failOn)
        {
            yield break;
        }

        foreach (Finding finding in diagnosis.Findings)
        {
            if (finding.Severity == DiagnosisWords.Error || (failOn == FindingSeverity.Warning && finding.Severity == DiagnosisWords.Warning))
            {
                yield return finding.Code;
            }
        }

        if (failOn == FindingSeverity.Warning && diagnosis.IsHealthy is null && !AllowUnverified)
        {
            yield return "connection not verified";
        }
    }

    private string Failure()
    {
        string found = _failed.Count == 0
            ? string.Empty
            : $"{_failed.Count} of {_count} connectors have a finding of severity {(FailOn == FindingSeverity.Warning ? "Warning or Error" : "Error")}: {string.Join("; ", _failed)}.";
        string failed = HasFailed ? $"{FailureCount} {(FailureCount == 1 ? "test" : "tests")} failed with an error, which was written." : string.Empty;
        return $"{found} {failed}".Trim();
    }
}
