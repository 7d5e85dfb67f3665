using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the code as long as those of Systems Manager are?</summary>
internal sealed class CodeLengthCheck() : CodeCheck(FindingCodes.ActivationCodeLength)
{
    protected override Observation Look(ActivationSnapshot snapshot)
    {
        int length = Need.CodeOf(snapshot).Length;
        return length is >= ActivationCodeFacts.MinimumLength and <= ActivationCodeFacts.MaximumLength
            ? Passed($"The activation code is as long as a code can be.")
            : Rewrite(
                snapshot,
                $"The activation code has {length} characters; one of Systems Manager has {ActivationCodeFacts.MinimumLength} to {ActivationCodeFacts.MaximumLength}.",
                "It was not copied whole, or it is something else.");
    }
}
