using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Has the activation expired?</summary>
internal sealed class ExpiryCheck() : ActivationCheck(FindingCodes.ActivationExpired)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null || snapshot.Aws is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        snapshot.IsExpired is null ? Need.EksCluster(snapshot) ?? Need.SsmAnswer(snapshot) ?? new Unread("AWS did not say when it expires") : null;

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        string at = snapshot.Expiry is { } expiry ? $" on {expiry:u}" : string.Empty;
        if (snapshot.IsExpired == false)
        {
            return Passed($"The activation can be used until {snapshot.Expiry:u}.");
        }

        string evidence = $"activation {snapshot.Eks?.ActivationId ?? snapshot.Aws?.ActivationId}: expired{at}, now {snapshot.Now.UtcDateTime:u}";
        return snapshot.IsRegistered == true
            ? Passed($"The activation expired{at}, which does no harm: every replica registered before.") with { Evidence = evidence }
            : Found($"The activation expired{at} and was not used by every replica before.") with
            {
                Evidence = evidence,
                Cause = "An activation has to be used within three days after the registration.",
                Fix = ActivationFixes.Reregister(snapshot),
            };
    }
}
