using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the EKS cluster a connected one?</summary>
internal sealed class EksConnectedCheck() : ActivationCheck(FindingCodes.EksClusterNotConnected)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null || snapshot.Aws is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        Need.EksAnswer(snapshot) ?? (snapshot.Aws!.Cluster is null ? new Unread("EKS has no such cluster") : null);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        AwsSide aws = snapshot.Aws!;
        return aws.Cluster!.ConnectorConfig is not null
            ? Passed($"'{aws.Cluster.Name}' is a connected cluster.")
            : Found($"'{aws.Cluster.Name}' in {aws.Region} is a cluster that EKS runs itself, not a connected one.") with
            {
                Fix = ActivationFixes.ListClusters(snapshot),
            };
    }
}
