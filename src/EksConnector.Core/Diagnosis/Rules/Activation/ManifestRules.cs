using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>Whether a file can be applied.</summary>
internal static class ManifestRules
{
    public static readonly Rule[] All =
    [
        new Check(FindingCodes.ManifestInvalid, RuleScope.File, [], Yaml),
        new Check(FindingCodes.ManifestNotConnector, RuleScope.File, [], Kind),
    ];

    private static Observation Yaml(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Manifest!.NotYaml is { } why
        ? rule.Found("The file is not YAML as it stands: kubectl and helm will refuse it.") with { Evidence = $"{snapshot.Manifest.Path}: {why}" }
        : rule.Passed("The file is YAML.");

    private static Observation Kind(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Manifest!.Settings is { } settings
        ? rule.Passed(settings.IsHelm ? "The file has values for the connector's Helm chart." : "The file is a manifest of the connector.")
        : rule.Found("The file is neither a manifest of the connector nor values for its Helm chart.") with { Evidence = snapshot.Manifest.Path };
}
