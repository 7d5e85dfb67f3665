using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Does connector-init come to an end? A registration takes seconds; connector-init gives up after ten.</summary>
internal sealed class InitRunningCheck() : ActivationCheck(FindingCodes.InitStillRunning)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) => Need.Connector(snapshot);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        PodFacts? slow = snapshot.Cluster!.Pods.FirstOrDefault(pod => pod.InitRunningSince is { } since && snapshot.TakenAt - since > s_limit);
        return slow is null
            ? Passed("No connector-init runs for longer than a registration takes.")
            : Found($"connector-init of {slow.Name} has been running since {slow.InitRunningSince!.Value.UtcDateTime:u}.") with
            {
                Pod = slow.Name,
                RecommendedAction = $"See that the pods reach https://ssm.{snapshot.Settings?.Region.Value ?? "REGION"}.amazonaws.com on port 443.",
            };
    }
}
