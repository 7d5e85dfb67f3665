using System.Management.Automation;
using EksConnector.Core.Diagnosis;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Diagnoses the EKS Connector and reports the root cause and how to fix it.</summary>
/// <remarks>
/// <para>Examines everything that the connector needs: the StatefulSet, its Pods, images, nodes and events; the logs of all
/// containers; the activation and the connector's state; the service account, its token and its permissions; access to the
/// cluster in the Amazon EKS console; and the status in Amazon EKS and Systems Manager. The cmdlet only reads.</para>
/// <para>Returns one object for each connector: whether it is healthy and, if it is not, the root cause, the evidence, and the
/// command that fixes it. Findings that result from the root cause are marked. A check that you do not have the permissions for
/// is skipped, and its finding names the missing permission.</para>
/// <para>In an <c>if</c> condition, the returned object always evaluates to True. Test its IsHealthy property, or use
/// -Quiet.</para>
/// </remarks>
[Cmdlet(VerbsDiagnostic.Test, "EksConnector", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Test-EksConnector.md")]
[OutputType(typeof(Diagnosis))]
[OutputType(typeof(bool))]
public sealed class TestEksConnectorCommand : DiagnosisCmdlet
{
    private const string PathSet = "Path";

    private readonly List<string> _failed = [];
    private readonly List<EndpointResult> _endpoints = [];
    private int _count;
    private bool _isUnhealthy;

    // Boxed, like all fields with enum types of Core: see GetEksConnectorLogCommand.
    private object? _failOn;

    /// <summary>
    /// Returns one Boolean instead of objects: True only if all connectors were tested without an error and are healthy. Errors
    /// are still written.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>
    /// Treats a connector whose connection to AWS could not be verified (IsHealthy is <c>$null</c>) as healthy, for
    /// <see cref="Quiet"/> and for <see cref="FailOn"/> <c>Warning</c>.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnverified { get; set; }

    /// <summary>
    /// The minimum severity of findings that makes the cmdlet fail. If any connector has a finding of this severity or higher,
    /// or could not be tested, the cmdlet tests all clusters and then throws the error ConnectorUnhealthy. With <c>Warning</c>,
    /// it also fails if a connection to AWS could not be verified. The error ends the script like a <c>throw</c> statement:
    /// <c>pwsh -File</c> and <c>pwsh -Command</c> exit with 1, and you can catch it with <c>try</c>.
    /// </summary>
    [Parameter]
    [ValidateSet(DiagnosisWords.Error, DiagnosisWords.Warning)]
    public FindingSeverity? FailOn
    {
        get => (FindingSeverity?)_failOn;
        set => _failOn = value;
    }

    /// <summary>
    /// The path of a file that Export-EksConnectorDiagnostic created. The connectors in it are diagnosed as of the time of the
    /// export, without a connection to a cluster or to AWS.
    /// </summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "FullName")]
    public string? Path { get; set; }

    /// <summary>
    /// The output objects of Test-EksConnectorEndpoint, including those that come from a job, a remote session, or Import-Clixml. They
    /// are evidence in the diagnosis of the connector in their context and namespace if they are less than one hour old.
    /// </summary>
    [Parameter(ParameterSetName = KubeConfigSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = KubeConfigTextSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ServerSet, ValueFromPipeline = true)]
    [EndpointResultTransformation]
    public EndpointResult[]? EndpointResult { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<EndpointResult> Endpoints => _endpoints;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PathSet)
        {
            string file = FilePath(nameof(Path), Path!);
            Run(token => TestBundleOperation.RunAsync(file, token), AddResult);
        }
        else
        {
            _endpoints.AddRange(EndpointResult ?? []);
            base.ProcessRecord();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName != PathSet)
        {
            Diagnose(AddResult);
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
                "Check the properties RootCause, RecommendedAction, FixCommand and Findings of the returned objects. To keep the objects in a variable, use -OutVariable: the error prevents an assignment."));
        }
    }


    private void AddResult(Diagnosis diagnosis)
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

    // Returns the reasons why a connector makes the cmdlet fail: the codes, in the order of the findings.
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
            : $"Findings of severity {(FailOn == FindingSeverity.Warning ? "Warning or Error" : "Error")} in {_failed.Count} of {_count} connectors: {string.Join("; ", _failed)}.";
        string failed = HasFailed ? $"{FailureCount} {(FailureCount == 1 ? "test" : "tests")} failed with an error." : string.Empty;
        return $"{found} {failed}".Trim();
    }
}
