using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Is this machine's clock right? AWS's counts for what expires, and signatures of a wrong clock are refused.</summary>
internal sealed class ClockCheck() : ActivationCheck(FindingCodes.ClockSkew)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null || snapshot.Aws is not null;

    protected override Unread? Missing(ActivationSnapshot snapshot)
    {
        if (snapshot.Aws?.Failure?.ErrorId == ErrorIds.AwsClockSkew)
        {
            return null;
        }

        return Need.Aws(snapshot) ?? (snapshot.Aws!.ClockOffset is null ? new Unread("AWS did not say what time it is") : null);
    }

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        TimeSpan? offset = snapshot.Aws!.ClockOffset;
        if (offset is { } near && near.Duration() <= s_limit)
        {
            return Passed("This machine's clock agrees with AWS's.");
        }

        return Found(offset is { } off
            ? $"This machine's clock is {Duration.ToShortText(off.Duration())} {(off > TimeSpan.Zero ? "behind" : "ahead of")} AWS's."
            : "AWS refuses this machine's signatures because its clock is wrong.") with
        {
            Evidence = offset is null ? snapshot.Aws.Failure!.Message : $"here {snapshot.TakenAt.UtcDateTime:u}, AWS {snapshot.Now.UtcDateTime:u}",
        };
    }
}
