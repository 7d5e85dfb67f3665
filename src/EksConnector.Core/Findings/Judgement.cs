using EksConnector.Core.Findings.Catalogue;

namespace EksConnector.Core.Findings;

/// <summary>What all that was observed of one cluster comes to: each thing once, and what has to be mended first.</summary>
internal sealed class Judgement
{
    // In this order, and within each in that of the rules.
    private static readonly string[] s_results = [DiagnosisWords.Failed, DiagnosisWords.Warned, DiagnosisWords.Passed, DiagnosisWords.Skipped];

    // Nobody reads more than that, and each addition copies what was there.
    private const int LongestEvidence = 4000;

    private readonly List<Observation> _observations = [];
    private readonly Dictionary<(string Code, string? PrincipalArn), int> _places = [];

    /// <summary>Judges.</summary>
    /// <param name="observations">What the rules say, in their order.</param>
    public Judgement(IEnumerable<Observation> observations)
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

    /// <summary>What has to be mended first; null where nothing failed.</summary>
    public Observation? Root { get; }

    /// <summary>What was observed, each code once for each principal.</summary>
    public IReadOnlyList<Observation> Observations => _observations;

    /// <summary>What is to be done: for the root cause, else for the first warning that matters; null where nothing is.</summary>
    public Observation? ToDo => Root ?? _observations.Find(observation => observation is { Result: DiagnosisWords.Warned, IsMinor: false });

    /// <summary>What to do about <see cref="ToDo"/>, and what has to be mended besides; null where nothing has.</summary>
    public string? RecommendedAction => ToDo is { } toDo ? OneLine.Of(ActionOf(toDo) + Others()) : null;

    /// <summary>Makes the findings: first the root cause, then what failed, warned, passed and was skipped.</summary>
    /// <param name="context">The cluster; null where none was asked.</param>
    /// <param name="namespace">The connector's namespace; null where no cluster was asked.</param>
    public ValueList<Finding> Findings(string? context, string? @namespace) => new(_observations
        .Select(observation => ToFinding(observation, context, @namespace))
        .OrderBy(finding => finding.IsRootCause ? -1 : Array.IndexOf(s_results, finding.Result)));

    private static string? ActionOf(Observation observation) => observation.RecommendedAction ?? Definition(observation)?.RecommendedAction;

    // What went well needs neither cause nor advice.
    private static FindingDefinition? Definition(Observation observation) =>
        observation.Result is DiagnosisWords.Failed or DiagnosisWords.Warned ? FindingCatalogue.Of(observation.Code) : null;

    private static string? Shown(string? text) => string.IsNullOrEmpty(text) ? null : OneLine.Of(text);

    // The worst counts, and what several pods say alike is one finding with the evidence of all.
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
                Evidence = known.Evidence?.Length > LongestEvidence ? known.Evidence : string.Join("; ", new[] { known.Evidence, observation.Evidence }.OfType<string>().Distinct(StringComparer.Ordinal)),
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
            RecommendedAction = Shown(observation.RecommendedAction ?? definition?.RecommendedAction),
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

    // What failed as well and does not follow from the root cause would be met next.
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
