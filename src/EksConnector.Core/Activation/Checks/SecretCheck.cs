using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the Secret with the activation code there?</summary>
internal sealed class SecretCheck() : ActivationCheck(FindingCodes.ActivationSecretMissing)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.Connector(snapshot) ?? snapshot.Cluster!.ActivationSecret.Unread;

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        ClusterSide cluster = snapshot.Cluster!;
        string name = cluster.Settings?.CodeSecret ?? Kubernetes.ConnectorNames.ActivationSecret;
        return cluster.ActivationSecret.IsThere switch
        {
            true => Passed($"The Secret '{name}' is there."),
            null => Passed("The activation code stands in the arguments, so no Secret is needed."),
            false => Wrong(snapshot, $"The Secret '{name}' is not in namespace '{cluster.Namespace}'.") with
            {
                Fix = ActivationFixes.WriteCode(snapshot),
            },
        };
    }
}
