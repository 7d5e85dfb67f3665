using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the code encoded no more than once?</summary>
internal sealed class CodeDoubleEncodedCheck() : CodeCheck(FindingCodes.ActivationCodeDoubleEncoded)
{
    protected override Observation Look(ActivationSnapshot snapshot) => Need.CodeOf(snapshot) switch
    {
        { IsDoubleEncoded: true, IsPlain: true } => Rewrite(
            snapshot, "The activation code is encoded in base64 where it has to be plain.", "The Helm chart, and stringData, want the plain code; only data of a Secret wants base64."),
        { IsDoubleEncoded: true } => Rewrite(
            snapshot, "The activation code is encoded in base64 twice.", "An encoded code was encoded once more, by kubectl create secret or by the script that fills the manifest in."),
        _ => Passed("The activation code is not encoded twice."),
    };
}
