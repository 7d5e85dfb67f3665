using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the code free of line breaks and blanks?</summary>
internal sealed class CodeWhitespaceCheck() : CodeCheck(FindingCodes.ActivationCodeWhitespace)
{
    protected override Observation Look(ActivationSnapshot snapshot) => Need.CodeOf(snapshot) switch
    {
        { EndsWithLineBreak: true } => Rewrite(
            snapshot, "The activation code ends with a line break.", "It was encoded with echo, which adds one: printf %s, or echo -n, does not."),
        { HasWhiteSpace: true } => Rewrite(
            snapshot, "There are blanks in or around the activation code.", "They were copied with it."),
        _ => Passed("There is no white space in or around the activation code."),
    };
}
