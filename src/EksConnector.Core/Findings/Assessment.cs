using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Findings;

/// <summary>The combined result of the observations of one cluster: each problem once, and the root cause.</summary>
internal sealed class Assessment
{
    // The order of the results; within each result, the order of the rules is kept.
    private const string NewestChart =
        " The version of the release's chart cannot be determined, so the helm command installs the newest version. Add --version to keep the current one.";

    private static readonly string[] s_results = [DiagnosisWords.Failed, DiagnosisWords.Warned, DiagnosisWords.Passed, DiagnosisWords.Skipped];

    // Longer evidence is not useful, and each addition copies the existing text.
    private const int MaxEvidenceLength = 4000;

    private readonly List<Observation> _observations = [];
    private readonly Dictionary<(string Code, string? PrincipalArn), int> _places = [];

    /// <summary>Combines observations.</summary>
    /// <param name="observations">The observations of the rules, in their order.</param>
    public Assessment(IEnumerable<Observation> observations)
    {
        foreach (Observation observation in observations)
        {
            Add(observation);
        }

        Root = _observations
            .Where(observation => observation.Result == DiagnosisWords.Failed)
            .MinBy(observation => (observation.IsSymptom, FindingRanks.Of(observation.Code)));
        _observations.RemoveAll(observation => observation.OnlyIfNothingFailed && Root is not null);
    }

    /// <summary>The root cause, which must be fixed first; null if nothing failed.</summary>
    public Observation? Root { get; }

    /// <summary>The observations, each code once for each principal.</summary>
    public IReadOnlyList<Observation> Observations => _observations;

    /// <summary>The observation that requires action: the root cause, or the first significant warning; null if there is none.</summary>
    public Observation? ActionItem => Root ?? _observations.Find(observation => observation is { Result: DiagnosisWords.Warned, IsMinor: false });

    /// <summary>The action for <see cref="ActionItem"/> and for other independent findings; null if no action is required.</summary>
    public string? RecommendedAction => ActionItem is { } toDo ? OneLine.Of(ActionOf(toDo) + Others()) : null;

    /// <summary>Creates the findings: the root cause, then failures, warnings, passed checks and skipped checks.</summary>
    /// <param name="context">The kubeconfig context; null if no cluster was queried.</param>
    /// <param name="namespace">The namespace of the connector; null if no cluster was queried.</param>
    public ValueList<Finding> Findings(string? context, string? @namespace) => new(_observations
        .Select(observation => ToFinding(observation, context, @namespace))
        .OrderBy(finding => finding.IsRootCause ? -1 : Array.IndexOf(s_results, finding.Result)));

    private static string? ActionOf(Observation observation) =>
        (observation.RecommendedAction ?? Definition(observation)?.RecommendedAction) is { } action ? action + (UpgradesChart(observation) ? NewestChart : string.Empty) : null;

    private static bool UpgradesChart(Observation observation) =>
        observation.Fix?.Shell is { } command
        && command.Contains("helm upgrade ", StringComparison.Ordinal)
        && !command.Contains(" --version ", StringComparison.Ordinal);

    // Passed checks have neither a cause nor a recommended action.
    private static FindingDefinition? Definition(Observation observation) =>
        observation.Result is DiagnosisWords.Failed or DiagnosisWords.Warned ? FindingCatalogue.Of(observation.Code) : null;

    private static string? Shown(string? text) => string.IsNullOrEmpty(text) ? null : OneLine.Of(text);

    // The worst result is kept, and equal observations of several Pods become one finding with the evidence of all.
    private void Add(Observation observation)
    {
        if (!_places.TryGetValue((observation.Code, observation.PrincipalArn), out int at))
        {
            _places.Add((observation.Code, observation.PrincipalArn), _observations.Count);
            _observations.Add(observation);
            return;
        }

        Observation known = _observations[at];
        int order = Array.IndexOf(s_results, observation.Result) - Array.IndexOf(s_results, known.Result);
        if (order < 0)
        {
            _observations[at] = observation;
        }
        else if (order == 0 && observation.Result != DiagnosisWords.Passed)
        {
            _observations[at] = known with
            {
                Pod = known.Pod == observation.Pod ? observation.Pod : known.Pod,
                Evidence = known.Evidence?.Length > MaxEvidenceLength ? known.Evidence : string.Join("; ", new[] { known.Evidence, observation.Evidence }.OfType<string>().Distinct(StringComparer.Ordinal)),
                IsSymptom = known.IsSymptom && observation.IsSymptom,
            };
        }
    }

    private Finding ToFinding(Observation observation, string? context, string? @namespace)
    {
        FindingDefinition? definition = Definition(observation);
        return new Finding
        {
            Context = context,
            Namespace = @namespace,
            Pod = observation.Pod,
            PrincipalArn = observation.PrincipalArn,
            Code = observation.Code,
            Result = observation.Result,
            Severity = observation.Result switch
            {
                DiagnosisWords.Failed => DiagnosisWords.Error,
                DiagnosisWords.Warned when !observation.IsMinor => DiagnosisWords.Warning,
                _ => DiagnosisWords.Information,
            },
            Summary = OneLine.Of(observation.Summary),
            Evidence = Shown(observation.Evidence),
            Cause = Shown(observation.Cause ?? definition?.Cause),
            RecommendedAction = Shown(ActionOf(observation)),
            FixCommand = observation.Fix?.Shell,
            FixCommandPowerShell = observation.Fix?.PowerShell,
            DocumentationUri = definition?.DocumentationUri,
            IsRootCause = ReferenceEquals(observation, Root),
            CausedBy = Follows(observation) ? Root!.Code : null,
        };
    }

    private bool Follows(Observation observation) =>
        Root is not null
        && observation != Root
        && observation.Result is DiagnosisWords.Failed or DiagnosisWords.Warned
        && FindingRelations.Leads(Root.Code, observation.Code);

    // Independent failures must also be fixed, so they are added to the action.
    private string Others()
    {
        if (Root is null)
        {
            return string.Empty;
        }

        string[] others = [.. _observations
            .Where(observation => observation.Result == DiagnosisWords.Failed && observation != Root && !Follows(observation))
            .Select(observation => observation.Code)
            .Distinct(StringComparer.Ordinal)];
        return others.Length == 0 ? string.Empty : $" Also resolve: {string.Join(", ", others)} (see Findings).";
    }
}
