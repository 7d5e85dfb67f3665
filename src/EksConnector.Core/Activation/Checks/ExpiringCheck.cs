using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is the activation about to expire without having been used?</summary>
internal sealed class ExpiringCheck() : ActivationCheck(FindingCodes.ActivationExpiring)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null || snapshot.Aws is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        snapshot.ExpiresIn is null ? Need.EksCluster(snapshot) ?? Need.SsmAnswer(snapshot) ?? new Unread("AWS did not say when it expires") : null;

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        TimeSpan left = snapshot.ExpiresIn!.Value;
        if (left <= TimeSpan.Zero || snapshot.IsRegistered == true || left > snapshot.ExpiryWarning)
        {
            return Passed(left <= TimeSpan.Zero ? "It has expired already." : $"The activation has {Duration.ToShortText(left)} left.");
        }

        return Found($"The activation expires in {Duration.ToShortText(left)}, on {snapshot.Expiry:u}, and is not used by every replica yet.") with
        {
            Evidence = $"expires {snapshot.Expiry:u}, now {snapshot.Now.UtcDateTime:u}",
            Fix = snapshot.Cluster?.NotInstalled is not null && snapshot.Eks?.ActivationId is { } id && Setting.IsActivationId(id)
                ? ActivationFixes.Install(snapshot, id)
                : null,
        };
    }
}
