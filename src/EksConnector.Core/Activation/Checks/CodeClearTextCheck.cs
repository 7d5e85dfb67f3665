using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Does the code stand where everybody who may read pods can read it?</summary>
internal sealed class CodeClearTextCheck() : ActivationCheck(FindingCodes.ActivationCodeInClearText)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.Settings(snapshot);

    protected override Observation Look(ActivationSnapshot snapshot) => snapshot.Settings!.IsCodeInClearText
        ? Found("The activation code stands in clear text in the arguments of connector-init: who may read pods can read it.") with
        {
            Evidence = $"{snapshot.Settings.Where}, {Kubernetes.ConnectorNames.InitContainer}; the code is not shown",
            Cause = snapshot.Settings.IsHelm ? "The Helm chart writes it there." : null,
        }
        : Passed("The arguments do not hold the activation code.");
}
