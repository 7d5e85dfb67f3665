using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Can connector-init read the states?</summary>
internal sealed class StateInvalidCheck() : ActivationCheck(FindingCodes.StateInvalid)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => StateNeeds.There(snapshot);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        StateFacts? broken = snapshot.Cluster!.States.FirstOrDefault(state => state.Fault is not null);
        return broken is null
            ? Passed("The states can be read.")
            : Found($"The Secret '{broken.Name}' cannot be read by connector-init: {broken.Fault}.") with
            {
                Evidence = $"Secret {broken.Name}; its contents are not shown",
                Cause = "It was edited, or written by something else than connector-init.",
                RecommendedAction = "Delete the Secret, so that the replica registers anew. That uses the activation once more: where it is used up or has expired, deregister the cluster and register it again.",
                Fix = FixCommand.Join(ActivationFixes.DeleteState(snapshot, broken.Name), ActivationFixes.RestartPods(snapshot)),
            };
    }
}
