using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Diagnosis.Rules.Activation;

/// <summary>Whether activation ID and Region are set, and are those of the registration.</summary>
internal static class SettingRules
{
    private const string AsDownloaded = "The manifest was applied as it was downloaded.";

    // The EKS Connector is not offered in China, in GovCloud, and in the isolated partitions.
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
            [snapshot => AnyRegion(snapshot) is null ? Needs.Settings(snapshot) ?? new Unread("there is no region to look at") : null],
            IsSupported),
        new Check(
            FindingCodes.RegionMismatch,
            RuleScope.Always,
            [
                Needs.Settings,
                Needs.That(snapshot => snapshot.Settings!.Region.Value is not null, "there is no region to compare"),
                snapshot => Registered(snapshot) is null ? Needs.EksCluster(snapshot) ?? new Unread("it is not known where the cluster is registered") : null,
            ],
            IsRegistered),
        new Check(
            FindingCodes.ActivationIdMismatch,
            RuleScope.Always,
            [
                Needs.Settings,
                Needs.EksCluster,
                Needs.That(snapshot => snapshot.Settings!.ActivationId.Value is not null && snapshot.Eks!.ActivationId is not null, "there are no two ids to compare"),
            ],
            IsThatOfEks),
    ];

    private static Check Id(string code, SettingKind kind) => new(
        code, RuleScope.Always, [Needs.Settings, Readable("activation id", settings => settings.ActivationId, kind)], (snapshot, rule) => LookAtId(snapshot, rule, kind));

    private static Check Region(string code, SettingKind kind) => new(
        code, RuleScope.Always, [Needs.Settings, Readable("region", settings => settings.Region, kind)], (snapshot, rule) => LookAtRegion(snapshot, rule, kind));

    private static Need Readable(string name, Func<ActivationSettings, Setting> setting, SettingKind kind) => snapshot => setting(snapshot.Settings!).Kind switch
    {
        SettingKind.Elsewhere => new Unread($"the {name} comes from where the module does not look"),
        SettingKind.Missing when kind != SettingKind.Missing => new Unread($"there is no {name} to look at"),
        _ => null,
    };

    private static Observation LookAtId(DiagnosisSnapshot snapshot, Rule rule, SettingKind kind)
    {
        ActivationSettings settings = snapshot.Settings!;
        if (settings.ActivationId.Kind != kind)
        {
            return rule.Passed(kind switch
            {
                SettingKind.Missing => "An activation id is set.",
                SettingKind.Placeholder => "The activation id is no placeholder.",
                _ => settings.ActivationId.Kind == SettingKind.Valid ? "The activation id is well formed." : "The activation id is not malformed otherwise.",
            });
        }

        string what = kind switch
        {
            SettingKind.Missing => "No activation id is set",
            SettingKind.Placeholder => $"The placeholder {settings.ActivationId.Shown} stands where the activation id has to be",
            _ => $"The activation id is not a GUID in small letters: it is {settings.ActivationId.Shown}",
        };
        bool looksSwapped = kind == SettingKind.Invalid && !settings.ActivationId.Shown.StartsWith('\'');
        return rule.Wrong(snapshot, $"{what} ({settings.Where}).") with
        {
            Evidence = $"{settings.Where}: {settings.ActivationId.Shown}",
            Cause = kind switch
            {
                SettingKind.Placeholder => AsDownloaded,
                SettingKind.Missing => "A shell variable was not set when the manifest was filled in, or the Helm value eks.activationId was not given.",
                _ => looksSwapped ? "Perhaps the activation's code stands in the place of its id." : null,
            },
            Fix = snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id)
                ? ActivationFixes.SetId(snapshot, id)
                : null,
        };
    }

    private static Observation LookAtRegion(DiagnosisSnapshot snapshot, Rule rule, SettingKind kind)
    {
        ActivationSettings settings = snapshot.Settings!;
        if (settings.Region.Kind != kind)
        {
            return rule.Passed(kind switch
            {
                SettingKind.Missing => settings.IsRegionDefault ? $"No region is set; connector-init takes {settings.Region.Shown}." : "A region is set.",
                SettingKind.Placeholder => "The region is no placeholder.",
                _ => settings.Region.Kind == SettingKind.Valid ? "The region is well formed." : "The region is not malformed otherwise.",
            });
        }

        return rule.Wrong(snapshot, kind switch
        {
            SettingKind.Missing => $"The region is empty ({settings.Where}).",
            SettingKind.Placeholder => $"The placeholder {settings.Region.Shown} stands where the region has to be ({settings.Where}).",
            _ => $"The region is {settings.Region.Shown}, which is none ({settings.Where}).",
        }) with
        {
            Evidence = $"{settings.Where}: --agent.region is {settings.Region.Shown}",
            Cause = kind switch
            {
                SettingKind.Placeholder => AsDownloaded,
                SettingKind.Missing => "A shell variable was not set when the manifest was filled in.",
                _ => settings.Region.Shown.EndsWith("-region'", StringComparison.Ordinal)
                    ? "$aws-region is no variable to a shell: it reads $aws, which is empty, and leaves -region."
                    : null,
            },
            Fix = ActivationFixes.SetRegion(snapshot),
        };
    }

    private static Observation IsSupported(DiagnosisSnapshot snapshot, Rule rule)
    {
        string region = AnyRegion(snapshot)!;
        return Array.Exists(s_unsupported, prefix => region.StartsWith(prefix, StringComparison.Ordinal))
            ? rule.Found($"The EKS Connector is not offered in {region}, as far as the documentation says.")
            : rule.Passed($"The EKS Connector is offered in regions like {region}.");
    }

    private static Observation IsRegistered(DiagnosisSnapshot snapshot, Rule rule)
    {
        string region = snapshot.Settings!.Region.Value!;
        (string registered, string where) = Registered(snapshot)!.Value;
        return region == registered
            ? rule.Passed($"The cluster is registered in {registered}, which is the region that is set.")
            : rule.Wrong(snapshot, $"The cluster is registered in {registered}, but the region that is set is {region}.") with
            {
                Evidence = $"{snapshot.Where}: {region}; {where}: {registered}",
                RecommendedAction = $"Set the region to {registered}, or deregister the cluster there and register it in {region}.",
                Fix = ActivationFixes.SetRegion(snapshot),
            };
    }

    private static Observation IsThatOfEks(DiagnosisSnapshot snapshot, Rule rule)
    {
        string here = snapshot.Settings!.ActivationId.Value!;
        string there = snapshot.Eks!.ActivationId!;
        return string.Equals(here, there, StringComparison.OrdinalIgnoreCase)
            ? rule.Passed("The activation id is the one that EKS has.")
            : rule.Wrong(snapshot, $"The activation id is not the one that EKS has for '{snapshot.Aws!.Cluster!.Name}'.") with
            {
                Evidence = $"{snapshot.Where}: {here}; EKS: {OneLine.Of(there)}",
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
            return (region, "EKS");
        }

        StateFacts? state = snapshot.Cluster?.States.FirstOrDefault(candidate => candidate.Region is not null);
        return state is null ? null : (state.Region!, $"Secret {state.Name}");
    }
}
