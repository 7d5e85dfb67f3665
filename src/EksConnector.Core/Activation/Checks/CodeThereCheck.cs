using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is there a code?</summary>
internal sealed class CodeThereCheck() : CodeCheck(FindingCodes.ActivationCodeMissing)
{
    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.Code(snapshot);

    protected override Observation Look(ActivationSnapshot snapshot) => Need.CodeOf(snapshot).IsThere
        ? Passed("There is an activation code.")
        : Rewrite(snapshot, "No activation code is there; its key is missing or empty.", "A shell variable was not set when the manifest was filled in, or the Helm value eks.activationCode was not given, which the chart does not notice.");
}
