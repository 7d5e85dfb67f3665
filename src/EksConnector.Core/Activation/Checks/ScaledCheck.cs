using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the connector turned on?</summary>
internal sealed class ScaledCheck() : ActivationCheck(FindingCodes.ConnectorScaledToZero)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.Connector(snapshot) ?? snapshot.Cluster!.StatefulSetUnread;

    protected override Observation Look(ActivationSnapshot snapshot) => snapshot.Cluster!.Replicas == 0
        ? Wrong(snapshot, "The StatefulSet is scaled to 0: no pod registers or connects.") with
        {
            Fix = ActivationFixes.ScaleUp(snapshot),
        }
        : Passed($"The StatefulSet wants {snapshot.Cluster.Replicas} pods.");
}
