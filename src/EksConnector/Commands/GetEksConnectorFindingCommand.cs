using System.Globalization;
using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;
using EksConnector.Parameters;

namespace EksConnector.Commands;

/// <summary>Gets the diagnostic findings of the EKS Connector.</summary>
/// <remarks>
/// <para>Diagnoses connectors as Test-EksConnector does, or takes the output of Test-EksConnector from the pipeline, and
/// returns each finding as an object. The root cause of each cluster comes first. Pipe the findings to Where-Object, Export-Csv
/// or other cmdlets of this module. Checks that passed or were skipped are returned only with -All.</para>
/// <para>With -ListAvailable, the cmdlet connects to no cluster and lists all findings that the module can report: what each
/// one means, how it is detected, and how to resolve it.</para>
/// </remarks>
[Cmdlet(VerbsCommon.Get, "EksConnectorFinding", DefaultParameterSetName = KubeConfigSet, HelpUri = "https://github.com/eksconnector/EksConnector/blob/main/docs/help/Get-EksConnectorFinding.md")]
[OutputType(typeof(Finding))]
[OutputType(typeof(FindingDefinition))]
public sealed class GetEksConnectorFindingCommand : DiagnosisCmdlet
{
    private const string InputObjectSet = "InputObject";
    private const string ListSet = "ListAvailable";

    /// <summary>
    /// The output objects of Test-EksConnector whose findings are returned, including those that come from a job, a remote session,
    /// or Import-Clixml.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [DiagnosisTransformation]
    [ValidateNotNull]
    public Diagnosis[]? InputObject { get; set; }

    /// <summary>Lists all findings that the module can report, without a connection to a cluster or to AWS.</summary>
    [Parameter(ParameterSetName = ListSet, Mandatory = true)]
    public SwitchParameter ListAvailable { get; set; }

    /// <summary>The severities of the findings to return: <c>Error</c>, <c>Warning</c> or <c>Information</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public FindingSeverity[]? Severity { get; set; }

    /// <summary>
    /// The codes of the findings to return. Wildcards are permitted. For a code without wildcards, the cmdlet returns the
    /// result for each cluster, even if the check passed or was skipped. A code that does not exist causes an error.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FindingCodeCompleter))]
    public string[]? Code { get; set; }

    /// <summary>The codes of the findings to exclude. Wildcards are permitted. A code that does not exist causes an error.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FindingCodeCompleter))]
    public string[]? ExcludeCode { get; set; }

    /// <summary>Also returns the checks that passed and the checks that were skipped.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = KubeConfigSet)]
    [Parameter(ParameterSetName = KubeConfigTextSet)]
    [Parameter(ParameterSetName = ServerSet)]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        EnsureKnown(nameof(Code), Code);
        EnsureKnown(nameof(ExcludeCode), ExcludeCode);
    }

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
                WriteObject(FindingCatalogue.All.Where(definition => Includes(definition.Code, definition.Severity)), enumerateCollection: true);
                break;
            default:
                Diagnose(Write);
                break;
        }
    }

    private static bool MatchesAny(string[] patterns, string code) => Array.Exists(patterns, pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(code));

    private void EnsureKnown(string parameter, string[]? codes)
    {
        string[] known = [.. FindingCatalogue.All.Select(definition => definition.Code)];
        if (Array.Find(codes ?? [], code => !IsPattern(code) && !known.Contains(code, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            ThrowTerminatingError(new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                $"-{parameter}: no finding has the code '{OutsideText.Line(unknown)}'.",
                $"Use {string.Join(", ", NearestNames.Of(unknown, known))}, a pattern such as Activation*, or a code that Get-EksConnectorFinding -ListAvailable lists.")
            {
                Target = OutsideText.Line(unknown),
            });
        }
    }

    private static bool IsPattern(string code) => WildcardPattern.ContainsWildcardCharacters(code);

    private void Write(Diagnosis diagnosis)
    {
        WriteObject(
            diagnosis.Findings.Where(finding =>
                Includes(finding.Code, finding.Severity)
                && (All || Code is not null || finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned)),
            enumerateCollection: true);
        IEnumerable<FindingDefinition> unreported = FindingCatalogue.All.Where(definition =>
            Array.Exists(Code ?? [], code => string.Equals(code, definition.Code, StringComparison.OrdinalIgnoreCase))
            && !diagnosis.Findings.Any(finding => finding.Code == definition.Code)
            && Includes(definition.Code, DiagnosisWords.Information));
        WriteObject(unreported.Select(definition => Unreported(diagnosis, definition.Code)), enumerateCollection: true);
    }

    // Not every code has its own check, so a result is created for codes that were requested explicitly.
    private static Finding Unreported(Diagnosis diagnosis, string code)
    {
        int skipped = diagnosis.Findings.Count(finding => finding.Result == DiagnosisWords.Skipped);
        return new Finding
        {
            Context = diagnosis.Context,
            Namespace = diagnosis.Namespace,
            Code = code,
            Result = skipped == 0 ? DiagnosisWords.Passed : DiagnosisWords.Skipped,
            Severity = DiagnosisWords.Information,
            Summary = skipped == 0
                ? "Not found."
                : string.Create(CultureInfo.InvariantCulture, $"Not found, but {skipped} {(skipped == 1 ? "check was" : "checks were")} skipped. To list all checks, run Get-EksConnectorFinding -All."),
        };
    }

    private bool Includes(string code, string severity) =>
        (Severity is null || Array.Exists(Severity, wanted => wanted.ToString() == severity))
        && (Code is null || MatchesAny(Code, code))
        && (ExcludeCode is null || !MatchesAny(ExcludeCode, code));
}
