using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Do the pods have the settings that the StatefulSet has? It does not replace a pod that never became ready.</summary>
internal sealed class PodOutdatedCheck() : ActivationCheck(FindingCodes.PodOutdated)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.Settings(snapshot);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        ActivationSettings wanted = snapshot.Settings!;
        PodFacts? old = snapshot.Cluster!.Pods.FirstOrDefault(pod => pod.IsOutdated(wanted));
        return old is null
            ? Passed("The pods have the StatefulSet's activation id and region.")
            : Wrong(snapshot, $"{old.Name} was made with another activation id or region than the StatefulSet has now.") with
            {
                Pod = old.Name,
                Evidence = $"{old.Name}: {old.Settings!.ActivationId.Shown}, {old.Settings.Region.Shown}; {wanted.Where}: {wanted.ActivationId.Shown}, {wanted.Region.Shown}",
                Fix = ActivationFixes.DeletePod(snapshot, old.Name),
            };
    }
}
