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
        ? Found($"The connector is not on the cluster: there is no StatefulSet '{ConnectorNames.StatefulSet}'.") with
        {
            Evidence = notInstalled,
            Fix = snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id) ? ActivationFixes.Install(snapshot, id) : null,
        }
        : Passed("The connector's StatefulSet is on the cluster.");
}
