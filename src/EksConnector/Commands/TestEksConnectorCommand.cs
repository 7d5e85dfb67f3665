using System.Management.Automation;
using EksConnector.Core.Diagnosis;

namespace EksConnector.Commands;

/// <summary>Diagnoses the EKS Connector and reports the root cause and how to fix it.</summary>
/// <remarks>
/// <para>The cmdlet checks everything that the connector requires: the StatefulSet, its Pods, their images, nodes, and events; the logs of
/// all three containers; the activation and the connector's state; the service account, its token, and its permissions; the access of users
/// of the Amazon EKS console; and the status in Amazon EKS and Systems Manager. It makes no changes.</para>
/// <para>It returns one object for each connector, which contains the verdict and, for an unhealthy connector, the root cause, the
/// evidence, and the command that resolves the problem. Findings that follow from the root cause are marked. If something cannot be read,
/// the check is skipped, and its finding states the missing permission.</para>
/// <para>In an <c>if</c> statement, the object itself is always true. Use its IsHealthy property or -Quiet.</para>
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
