using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Are the states of the activation that is set?</summary>
internal sealed class StateOutdatedCheck() : ActivationCheck(FindingCodes.StateOutdated)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        StateNeeds.There(snapshot)
        ?? Need.Settings(snapshot)
        ?? (snapshot.Settings!.ActivationId.Value is null ? new Unread("there is no activation id to compare") : null);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        string wanted = snapshot.Settings!.ActivationId.Value!;
        StateFacts? old = snapshot.Cluster!.States.FirstOrDefault(state => state.ActivationId is not null && state.ActivationId != wanted);
        return old is null
            ? Passed("The states are of the activation that is set.")
            : Found($"The Secret '{old.Name}' is of another activation: the replica registers anew when its pod starts again.") with
            {
                Evidence = $"Secret {old.Name}: {old.ActivationId}; {snapshot.Settings.Where}: {wanted}",
                Fix = ActivationFixes.RestartPods(snapshot),
            };
    }
}
