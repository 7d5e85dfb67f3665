using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Can the activation be used once more?</summary>
internal sealed class RegistrationsCheck() : ActivationCheck(FindingCodes.RegistrationLimitExceeded)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null || snapshot.Aws is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        Need.SsmAnswer(snapshot)
        ?? (snapshot.Aws!.Activation is { RegistrationLimit: not null, RegistrationsCount: not null } ? null : new Unread("Systems Manager did not say how often it was used"));

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        int used = snapshot.Aws!.Activation!.RegistrationsCount!.Value;
        int limit = snapshot.Aws.Activation.RegistrationLimit!.Value;
        string evidence = $"activation {snapshot.Aws.ActivationId}: {used} of {limit} registrations used";
        if (used < limit)
        {
            return Passed($"{used} of {limit} registrations are used.");
        }

        return snapshot.IsRegistered == true
            ? Passed($"All {limit} registrations are used, by replicas that are registered.") with { Evidence = evidence }
            : Found($"All {limit} registrations of the activation are used, and not every replica is registered.") with
            {
                Evidence = evidence,
                Fix = ActivationFixes.Reregister(snapshot),
            };
    }
}
