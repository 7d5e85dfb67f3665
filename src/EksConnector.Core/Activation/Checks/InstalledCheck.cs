using EksConnector.Core.Connector;
using EksConnector.Core.Findings;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the connector on the cluster at all?</summary>
internal sealed class InstalledCheck() : ActivationCheck(FindingCodes.ConnectorNotInstalled)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => snapshot.Cluster is null ? Unread.Kubernetes : snapshot.Cluster.StatefulSetUnread;

    protected override Observation Look(ActivationSnapshot snapshot) => snapshot.Cluster!.NotInstalled is { } notInstalled
        ? Failed($"The connector is not on the cluster: there is no StatefulSet '{ConnectorNames.StatefulSet}'.") with
        {
            Evidence = notInstalled,
            Cause = "The manifest, or the Helm chart, was never applied, or was deleted since.",
            RecommendedAction = "Apply the manifest that the registration gave, with the activation's code in EKS_ACTIVATION_CODE. Where the code is lost, deregister the cluster and register it again.",
            Fix = snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id) ? ActivationFixes.Install(snapshot, id) : null,
        }
        : Passed("The connector's StatefulSet is on the cluster.");
}
