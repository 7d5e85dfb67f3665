using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the activation id set, and is it one? One check for each way in which it can be wrong.</summary>
/// <param name="code">What is looked for.</param>
/// <param name="kind">The kind of setting that it is.</param>
internal sealed class ActivationIdCheck(string code, SettingKind kind) : ActivationCheck(code)
{
    protected override Unread? Missing(ActivationSnapshot snapshot)
    {
        if (Need.Settings(snapshot) is { } why)
        {
            return why;
        }

        SettingKind found = snapshot.Settings!.ActivationId.Kind;
        return found == SettingKind.Elsewhere
            ? new Unread("the activation id comes from where the module does not look")
            : found == SettingKind.Missing && kind != SettingKind.Missing ? new Unread("there is no activation id to look at") : null;
    }

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        ActivationSettings settings = snapshot.Settings!;
        if (settings.ActivationId.Kind != kind)
        {
            return Passed(kind switch
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
        return Wrong(snapshot, $"{what} ({settings.Where}).") with
        {
            Evidence = $"{settings.Where}: {settings.ActivationId.Shown}",
            Cause = kind switch
            {
                SettingKind.Placeholder => "The manifest was applied as it was downloaded.",
                SettingKind.Missing => "A shell variable was not set when the manifest was filled in, or the Helm value eks.activationId was not given.",
                _ => looksSwapped ? "Perhaps the activation's code stands in the place of its id." : null,
            },
            Fix = snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id)
                ? FixCommand.Join(ActivationFixes.Install(snapshot, id), ActivationFixes.RestartPods(snapshot))
                : null,
        };
    }
}
