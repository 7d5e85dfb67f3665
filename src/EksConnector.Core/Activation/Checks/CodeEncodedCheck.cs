using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the code encoded where it has to be?</summary>
internal sealed class CodeEncodedCheck() : CodeCheck(FindingCodes.ActivationCodeNotEncoded)
{
    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        Need.Code(snapshot) ?? (Need.CodeOf(snapshot) is { IsThere: true, Placeholder: null } ? null : new Unread("there is no code to look at"));

    protected override Observation Look(ActivationSnapshot snapshot) => Need.CodeOf(snapshot) switch
    {
        { IsNotEncoded: true } => Rewrite(
            snapshot, "The activation code is not base64 of a text.", "The plain code stands in the Secret's data, where base64 of it has to be."),
        { IsPlain: true } => Passed("The activation code stands where it has to be plain."),
        _ => Passed("The activation code is valid base64."),
    };
}
