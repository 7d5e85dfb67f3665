using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>The rules for whether the activation ID and the Region are set and match the registration.</summary>
internal static class SettingRules
{
    private const string AsDownloaded = "The manifest was applied without replacing its placeholders.";

    // The EKS Connector is not available in the China Regions, AWS GovCloud (US), and the isolated partitions.
    private static readonly string[] s_unsupported = ["cn-", "us-gov-", "us-iso", "eu-isoe", "eusc-"];

    public static readonly Rule[] OfId =
    [
        Id(FindingCodes.ActivationIdMissing, SettingKind.Missing),
        Id(FindingCodes.ActivationIdPlaceholder, SettingKind.Placeholder),
        Id(FindingCodes.ActivationIdInvalid, SettingKind.Invalid),
    ];

    public static readonly Rule[] OfRegion =
    [
        Region(FindingCodes.RegionMissing, SettingKind.Missing),
        Region(FindingCodes.RegionPlaceholder, SettingKind.Placeholder),
        Region(FindingCodes.RegionInvalid, SettingKind.Invalid),
        new Check(
            FindingCodes.RegionNotSupported,
            RuleScope.Always,
            [snapshot => AnyRegion(snapshot) is null ? Needs.Settings(snapshot) ?? new Unread("no Region is available") : null],
            IsSupported),
        new Check(
            FindingCodes.RegionMismatch,
            RuleScope.Always,
            [
                Needs.Settings,
                Needs.That(snapshot => snapshot.Settings!.Region.Value is not null, "no Region is available for comparison"),
                snapshot => Registered(snapshot) is null ? Needs.EksCluster(snapshot) ?? new Unread("the Region of the registration is unknown") : null,
            ],
            IsRegistered),
        new Check(
            FindingCodes.ActivationIdMismatch,
            RuleScope.Always,
            [
                Needs.Settings,
                Needs.EksCluster,
                Needs.That(snapshot => snapshot.Settings!.ActivationId.Value is not null && snapshot.Eks!.ActivationId is not null, "only one activation ID is available for comparison"),
            ],
            MatchesEks),
    ];

    private static Check Id(string code, SettingKind kind) => new(
        code, RuleScope.Always, [Needs.Settings, Readable("activation ID", settings => settings.ActivationId, kind)], (snapshot, rule) => CheckId(snapshot, rule, kind));

    private static Check Region(string code, SettingKind kind) => new(
        code, RuleScope.Always, [Needs.Settings, Readable("Region", settings => settings.Region, kind)], (snapshot, rule) => CheckRegion(snapshot, rule, kind));

    private static Need Readable(string name, Func<ActivationSettings, Setting> setting, SettingKind kind) => snapshot => setting(snapshot.Settings!).Kind switch
    {
        SettingKind.Elsewhere => new Unread($"the {name} comes from a source that the module does not read"),
        SettingKind.Missing when kind != SettingKind.Missing => new Unread($"no {name} is set"),
        _ => null,
    };

    private static Observation CheckId(DiagnosisSnapshot snapshot, Rule rule, SettingKind kind)
    {
        ActivationSettings settings = snapshot.Settings!;
        if (settings.ActivationId.Kind != kind)
        {
            return rule.Passed(kind switch
            {
                SettingKind.Missing => "The activation ID is set.",
                SettingKind.Placeholder => "The activation ID is not a placeholder.",
                _ => settings.ActivationId.Kind == SettingKind.Valid ? "The activation ID is well-formed." : "The activation ID is not otherwise malformed.",
            });
        }

        string what = kind switch
        {
            SettingKind.Missing => "The activation ID is not set",
            SettingKind.Placeholder => $"The activation ID is still the placeholder {settings.ActivationId.Shown}",
            _ => $"The activation ID is not a GUID in lowercase letters: {settings.ActivationId.Shown}",
        };
        bool looksSwapped = kind == SettingKind.Invalid && !settings.ActivationId.Shown.StartsWith('\'');
        return rule.Wrong(snapshot, $"{what} ({settings.Where}).") with
        {
            Evidence = $"{settings.Where}: {settings.ActivationId.Shown}",
            Cause = kind switch
            {
                SettingKind.Placeholder => AsDownloaded,
                SettingKind.Missing => "A shell variable was not set when the manifest was filled in, or the Helm value eks.activationId was not set.",
                _ => looksSwapped ? "The activation code might have been used as the activation ID." : null,
            },
            Fix = snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id)
                ? ActivationFixes.SetId(snapshot, id)
                : null,
        };
    }

    private static Observation CheckRegion(DiagnosisSnapshot snapshot, Rule rule, SettingKind kind)
    {
        ActivationSettings settings = snapshot.Settings!;
        if (settings.Region.Kind != kind)
        {
            return rule.Passed(kind switch
            {
                SettingKind.Missing => settings.IsRegionDefault ? $"The Region is not set, so connector-init uses {settings.Region.Shown}." : "The Region is set.",
                SettingKind.Placeholder => "The Region is not a placeholder.",
                _ => settings.Region.Kind == SettingKind.Valid ? "The Region is well-formed." : "The Region is not otherwise malformed.",
            });
        }

        return rule.Wrong(snapshot, kind switch
        {
            SettingKind.Missing => $"The Region is empty ({settings.Where}).",
            SettingKind.Placeholder => $"The Region is still the placeholder {settings.Region.Shown} ({settings.Where}).",
            _ => $"The Region is invalid: {settings.Region.Shown} ({settings.Where}).",
        }) with
        {
            Evidence = $"{settings.Where}: --agent.region is {settings.Region.Shown}",
            Cause = kind switch
            {
                SettingKind.Placeholder => AsDownloaded,
                SettingKind.Missing => "A shell variable was not set when the manifest was filled in.",
                _ => settings.Region.Shown.EndsWith("-region'", StringComparison.Ordinal)
                    ? "A shell does not expand $aws-region as one variable: $aws is empty, and '-region' remains."
                    : null,
            },
            Fix = ActivationFixes.SetRegion(snapshot),
        };
    }

    private static Observation IsSupported(DiagnosisSnapshot snapshot, Rule rule)
    {
        string region = AnyRegion(snapshot)!;
        return Array.Exists(s_unsupported, prefix => region.StartsWith(prefix, StringComparison.Ordinal))
            ? rule.Found($"According to the documentation, the EKS Connector is not available in {region}.")
            : rule.Passed($"The documentation does not exclude {region}.");
    }

    private static Observation IsRegistered(DiagnosisSnapshot snapshot, Rule rule)
    {
        string region = snapshot.Settings!.Region.Value!;
        (string registered, string where) = Registered(snapshot)!.Value;
        return region == registered
            ? rule.Passed($"The cluster is registered in {registered}, which is the configured Region.")
            : rule.Wrong(snapshot, $"The cluster is registered in {registered}, but the configured Region is {region}.") with
            {
                Evidence = $"{snapshot.Where}: {region}; {where}: {registered}",
                RecommendedAction = $"Set the Region to {registered}, or deregister the cluster in {registered} and register it in {region}.",
                Fix = ActivationFixes.SetRegion(snapshot),
            };
    }

    private static Observation MatchesEks(DiagnosisSnapshot snapshot, Rule rule)
    {
        string here = snapshot.Settings!.ActivationId.Value!;
        string there = snapshot.Eks!.ActivationId!;
        return string.Equals(here, there, StringComparison.OrdinalIgnoreCase)
            ? rule.Passed("The activation ID matches the one in Amazon EKS.")
            : rule.Wrong(snapshot, $"The activation ID does not match the one in Amazon EKS for '{snapshot.Aws!.Cluster!.Name}'.") with
            {
                Evidence = $"{snapshot.Where}: {here}; Amazon EKS: {OneLine.Of(there)}",
                Fix = Setting.IsActivationId(there)
                    ? ActivationFixes.SetId(snapshot, there)
                    : null,
            };
    }

    private static string? AnyRegion(DiagnosisSnapshot snapshot) => snapshot.Settings?.Region.Value ?? snapshot.Aws?.Region;

    private static (string Region, string Where)? Registered(DiagnosisSnapshot snapshot)
    {
        if (snapshot.Aws is { Region: { } region } && snapshot.Eks is not null)
        {
            return (region, "Amazon EKS");
        }

        StateFacts? state = snapshot.Cluster?.States.FirstOrDefault(candidate => candidate.Region is not null);
        return state is null ? null : (state.Region!, $"Secret {state.Name}");
    }
}
