using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Findings;

namespace EksConnector.Core.Activation.Checks;

/// <summary>Has Systems Manager ever heard of an agent, and does it still?</summary>
/// <param name="code">What is looked for: never seen, or lost.</param>
internal sealed class AgentCheck(string code) : ActivationCheck(code)
{
    protected override bool HasPlace(ActivationSnapshot snapshot) => snapshot.Manifest is null;

    protected override Unread? Missing(ActivationSnapshot snapshot) =>
        Need.Instances(snapshot)
        ?? (Code == FindingCodes.AgentConnectionLost && !Seen(snapshot).Any() ? new Unread("no agent was ever seen") : null);

    protected override Observation Look(ActivationSnapshot snapshot)
    {
        if (Code == FindingCodes.AgentNeverSeen)
        {
            // ContainerMode sends no health pings: an instance that is there at all has registered.
            return snapshot.Aws!.Instances!.Count > 0
                ? Passed($"Systems Manager knows {snapshot.Aws.Instances.Count} agents of this activation.")
                : Found("Systems Manager knows no agent of this activation.") with
                {
                    IsSymptom = true,
                };
        }

        IReadOnlyList<SsmInstance> instances = snapshot.Aws!.Instances!;
        SsmInstance last = Seen(snapshot).MaxBy(instance => instance.LastPing)!;
        int online = instances.Count(instance => instance.PingStatus == "Online");
        return online > 0
            ? Passed($"{online} of {instances.Count} agents are online, the last heard of {last.LastPing:u}.")
            : Found("Systems Manager has lost the connection to the agents.") with
            {
                Evidence = $"{OneLine.Of(last.InstanceId)}: {OneLine.Of(last.PingStatus ?? "no status")}, last heard of {last.LastPing:u}",
                Cause = "The pods do not run, or cannot reach https://ssmmessages.REGION.amazonaws.com on port 443. The activation is not the reason: it has done its work.",
                RecommendedAction = "See what Get-EksConnectorStatus says, and read the logs of connector-agent.",
            };
    }

    private static IEnumerable<SsmInstance> Seen(ActivationSnapshot snapshot) =>
        (snapshot.Aws?.Instances ?? []).Where(instance => instance.PingStatus is not null || instance.LastPing is not null);
}
