using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Commands;

/// <summary>Gets what was found of the EKS Connector, or all that can be found.</summary>
/// <remarks>
/// <para>Diagnoses connectors as Test-EksConnector does, or takes its objects from the pipeline, and emits the findings one by one,
/// the root cause of each cluster first, for Where-Object, Export-Csv and other cmdlets of the module. What passed is left out
/// unless -All is given.</para>
/// <para>With -ListAvailable it asks nobody, and lists every finding that the module knows: what it means, how it is seen, and what
/// to do.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorFinding", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorFinding.md")]
[OutputType(typeof(Finding))]
[OutputType(typeof(FindingDefinition))]
public sealed class GetEksConnectorFindingCommand : DiagnosisCmdlet
{
    private const string InputObjectSet = "InputObject";
    private const string ListSet = "ListAvailable";

    /// <summary>Diagnoses of Test-EksConnector, whose findings are emitted.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Diagnosis[]? InputObject { get; set; }

    /// <summary>Lists all that can be found, and asks nobody.</summary>
    [Parameter(ParameterSetName = ListSet, Mandatory = true)]
    public SwitchParameter ListAvailable { get; set; }

    /// <summary>Only findings of these severities: <c>Error</c>, <c>Warning</c>, <c>Information</c>.</summary>
    [Parameter]
    [ValidateSet(DiagnosisWords.Error, DiagnosisWords.Warning, DiagnosisWords.Information)]
    public string[]? Severity { get; set; }

    /// <summary>Only findings with these codes; wildcards are taken. A code that is named is emitted whether it failed, passed or was skipped.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FindingCodeCompleter))]
    public string[]? Code { get; set; }

    /// <summary>No findings with these codes; wildcards are taken.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FindingCodeCompleter))]
    public string[]? ExcludeCode { get; set; }

    /// <summary>Also what passed, and what could not be looked at.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case InputObjectSet:
                foreach (Diagnosis diagnosis in InputObject!)
                {
                    Write(diagnosis);
                }

                break;
            case ListSet:
                break;
            default:
                base.ProcessRecord();
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        switch (ParameterSetName)
        {
            case InputObjectSet:
                break;
            case ListSet:
                WriteObject(FindingCatalogue.All.Where(definition => Takes(definition.Code, definition.Severity)), enumerateCollection: true);
                break;
            default:
                Diagnose(Write);
                break;
        }
    }

    private static bool Fits(string[] patterns, string code) => Array.Exists(patterns, pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(code));

    private void Write(Diagnosis diagnosis) => WriteObject(
        diagnosis.Findings.Where(finding =>
            Takes(finding.Code, finding.Severity)
            && (All || Code is not null || finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned)),
        enumerateCollection: true);

    private bool Takes(string code, string severity) =>
        (Severity is null || Severity.Contains(severity, StringComparer.OrdinalIgnoreCase))
        && (Code is null || Fits(Code, code))
        && (ExcludeCode is null || !Fits(ExcludeCode, code));
}
