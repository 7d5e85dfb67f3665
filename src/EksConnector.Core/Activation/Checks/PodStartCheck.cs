using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Do the pods get as far as connector-init?</summary>
internal sealed class PodStartCheck() : ActivationCheck(FindingCodes.PodNotStarting)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.Connector(snapshot);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        PodFacts? stuck = snapshot.Cluster!.Pods.FirstOrDefault(pod => pod.IsStuck);
        if (stuck is not null)
        {
            return Wrong(snapshot, $"connector-init cannot start in {stuck.Name}: {stuck.Message?.TrimEnd('.') ?? "no reason is told"}.") with
            {
                Pod = stuck.Name,
                Fix = ActivationFixes.DescribePod(snapshot, stuck.Name),
            };
        }

        if (snapshot.Cluster.Pods.Count == 0 && snapshot.Cluster.Replicas is > 0)
        {
            return Wrong(snapshot, "The StatefulSet has no pods.") with
            {
                RecommendedAction = "Get-EksConnectorStatus tells why they are not created.",
            };
        }

        return Passed("connector-init can start.");
    }
}
