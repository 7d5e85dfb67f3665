using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the code more than a placeholder?</summary>
internal sealed class CodePlaceholderCheck() : CodeCheck(FindingCodes.ActivationCodePlaceholder)
{
    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        Need.Code(snapshot) ?? (Need.CodeOf(snapshot).IsThere ? null : new Unread("there is no code to look at"));

    protected override Observation Look(ActivationSnapshot snapshot) => Need.CodeOf(snapshot).Placeholder is { } placeholder
        ? Rewrite(snapshot, $"The placeholder {placeholder} stands where the activation code has to be.", "The manifest was applied as it was downloaded.")
        : Passed("The activation code is no placeholder.");
}
