using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the region set, and is it one? One check for each way in which it can be wrong.</summary>
/// <param name="code">What is looked for.</param>
/// <param name="kind">The kind of setting that it is.</param>
internal sealed class RegionCheck(string code, SettingKind kind) : ActivationCheck(code)
{
    protected override Unread? Missing(ActivationSnapshot snapshot)
    {
        if (Need.Settings(snapshot) is { } why)
        {
            return why;
        }

        SettingKind found = snapshot.Settings!.Region.Kind;
        return found == SettingKind.Elsewhere
            ? new Unread("the region comes from where the module does not look")
            : found == SettingKind.Missing && kind != SettingKind.Missing ? new Unread("there is no region to look at") : null;
    }

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        ActivationSettings settings = snapshot.Settings!;
        if (settings.Region.Kind != kind)
        {
            return Passed(kind switch
            {
                SettingKind.Missing => settings.IsRegionDefault ? $"No region is set; connector-init takes {settings.Region.Shown}." : "A region is set.",
                SettingKind.Placeholder => "The region is no placeholder.",
                _ => settings.Region.Kind == SettingKind.Valid ? "The region is well formed." : "The region is not malformed otherwise.",
            });
        }

        return Wrong(snapshot, kind switch
        {
            SettingKind.Missing => $"The region is empty ({settings.Where}).",
            SettingKind.Placeholder => $"The placeholder {settings.Region.Shown} stands where the region has to be ({settings.Where}).",
            _ => $"The region is {settings.Region.Shown}, which is none ({settings.Where}).",
        }) with
        {
            Evidence = $"{settings.Where}: --agent.region is {settings.Region.Shown}",
            Cause = kind switch
            {
                SettingKind.Placeholder => "The manifest was applied as it was downloaded.",
                SettingKind.Missing => "A shell variable was not set when the manifest was filled in.",
                _ => settings.Region.Shown.EndsWith("-region'", StringComparison.Ordinal)
                    ? "$aws-region is no variable to a shell: it reads $aws, which is empty, and leaves -region."
                    : null,
            },
            Fix = ActivationFixes.SetRegion(snapshot),
        };
    }
}
