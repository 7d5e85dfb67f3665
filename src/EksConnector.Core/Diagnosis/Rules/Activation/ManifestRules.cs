using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>The rules for whether a file can be applied.</summary>
internal static class ManifestRules
{
    public static readonly Rule[] All =
    [
        new Check(FindingCodes.ManifestInvalid, RuleScope.File, [], Yaml),
        new Check(FindingCodes.ManifestNotConnector, RuleScope.File, [], Kind),
    ];

    private static Observation Yaml(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Manifest!.NotYaml is { } why
        ? rule.Found("The file is not valid YAML, so kubectl and Helm reject it.") with { Evidence = $"{snapshot.Manifest.Path}: {why}" }
        : rule.Passed("The file is valid YAML.");

    private static Observation Kind(DiagnosisSnapshot snapshot, Rule rule) => snapshot.Manifest!.Settings is { } settings
        ? rule.Passed(settings.IsHelm ? "The file is a values file for the connector's Helm chart." : "The file is a connector manifest.")
        : rule.Found("The file is neither a connector manifest nor a values file for the connector's Helm chart.") with { Evidence = snapshot.Manifest.Path };
}
