using System.Globalization;
using System.Management.Automation;
using EksConnector.Completion;
using EksConnector.Core;
using EksConnector.Core.Findings;
using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Commands;

/// <summary>Gets the findings of the EKS Connector, or the definitions of all findings.</summary>
/// <remarks>
/// <para>The cmdlet diagnoses connectors as Test-EksConnector does, or takes the objects of Test-EksConnector from the pipeline. It returns
/// the findings as separate objects for Where-Object, Export-Csv, and the other cmdlets of the module, with the root cause of each cluster
/// first. Passed and skipped checks are omitted unless you specify -All.</para>
/// <para>With -ListAvailable, the cmdlet queries nothing and lists every finding that the module reports, with its meaning, the sources it
/// is detected from, and the recommended action.</para>
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
    [ValidateNotNullOrEmpty]
    public FindingSeverity[]? Severity { get; set; }

    /// <summary>
    /// Only findings with these codes; wildcards are taken. A code that is named in full is emitted for each cluster, whether it
    /// failed, passed or was skipped. A code that does not exist is an error.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FindingCodeCompleter))]
    public string[]? Code { get; set; }

    /// <summary>No findings with these codes; wildcards are taken. A code that does not exist is an error.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FindingCodeCompleter))]
    public string[]? ExcludeCode { get; set; }

    /// <summary>Also what passed, and what could not be looked at.</summary>
    [Parameter]
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
                WriteObject(FindingCatalogue.All.Where(definition => Takes(definition.Code, definition.Severity)), enumerateCollection: true);
                break;
            default:
                Diagnose(Write);
                break;
        }
    }

    private static bool Fits(string[] patterns, string code) => Array.Exists(patterns, pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(code));

    private void EnsureKnown(string parameter, string[]? codes)
    {
        string[] known = [.. FindingCatalogue.All.Select(definition => definition.Code)];
        if (Array.Find(codes ?? [], code => !IsPattern(code) && !known.Contains(code, StringComparer.OrdinalIgnoreCase)) is { } typed)
        {
            ThrowTerminatingError(ToErrorRecord(new EksConnectorException(
                ErrorIds.InvalidParameter,
                FailureCategory.InvalidArgument,
                $"-{parameter}: there is no finding with the code '{OutsideText.Line(typed)}'.",
                $"Use {string.Join(", ", NearestNames.Of(typed, known))}, a pattern such as Activation*, or a code that Get-EksConnectorFinding -ListAvailable lists.")
            {
                Target = OutsideText.Line(typed),
            }));
        }
    }

    private static bool IsPattern(string code) => WildcardPattern.ContainsWildcardCharacters(code);

    private void Write(Diagnosis diagnosis)
    {
        WriteObject(
            diagnosis.Findings.Where(finding =>
                Takes(finding.Code, finding.Severity)
                && (All || Code is not null || finding.Result is DiagnosisWords.Failed or DiagnosisWords.Warned)),
            enumerateCollection: true);
        IEnumerable<FindingDefinition> unreported = FindingCatalogue.All.Where(definition =>
            Array.Exists(Code ?? [], code => string.Equals(code, definition.Code, StringComparison.OrdinalIgnoreCase))
            && !diagnosis.Findings.Any(finding => finding.Code == definition.Code)
            && Takes(definition.Code, DiagnosisWords.Information));
        WriteObject(unreported.Select(definition => Unreported(diagnosis, definition.Code)), enumerateCollection: true);
    }

    // Not every code has a check of its own: one that was asked for by its name is answered all the same.
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
                ? "It was not found."
                : string.Create(CultureInfo.InvariantCulture, $"It was not found, but {skipped} {(skipped == 1 ? "check was" : "checks were")} not possible: see Get-EksConnectorFinding -All."),
        };
    }

    private bool Takes(string code, string severity) =>
        (Severity is null || Array.Exists(Severity, wanted => wanted.ToString() == severity))
        && (Code is null || Fits(Code, code))
        && (ExcludeCode is null || !Fits(ExcludeCode, code));
}
